from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data.sources.collection import SourceError
from data.sources.reading import read_images


def put(root: Path, *names: str, size: tuple[int, int] = (6, 4), mode: str = "RGB") -> None:
    """Write pictures, each of a colour of its own."""
    for k, name in enumerate(names):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, (10 * k, 40, 200)).convert(mode).save(path)


def test_sub_folders_are_classes_in_alphabetical_order_and_their_files_too(tmp_path: Path) -> None:
    put(tmp_path, "dog/b.png", "dog/a.PNG", "cat/deep/er/c.jpg", "cat/.hidden.png", ".cache/x.png", "cat/.tmp/y.png")
    (tmp_path / "cat" / "notes.txt").write_text("no picture")
    collection = read_images(tmp_path)
    assert collection.classes == ("cat", "dog")
    assert collection.labels.tolist() == [0, 1, 1]
    assert collection.images.shape == (3, 4, 6, 3)
    assert collection.images[1:, 0, 0].tolist() == [[10, 40, 200], [0, 40, 200]]
    assert (collection.title, collection.skipped) == (tmp_path.name, ())


def test_torchvision_reads_the_same_folder_alike(tmp_path: Path) -> None:
    from torchvision.datasets import ImageFolder

    put(tmp_path, "10/a.png", "9/b.png", "9/sub/c.png", "9/A.png", "b/x.png")
    theirs, ours = ImageFolder(str(tmp_path)), read_images(tmp_path)
    assert list(ours.classes) == theirs.classes
    assert ours.labels.tolist() == theirs.targets
    assert (ours.images == np.stack([np.asarray(image) for image, _ in theirs])).all()


def test_a_folder_without_sub_folders_has_no_labels(tmp_path: Path) -> None:
    put(tmp_path, "b.png", "a.png", mode="L")
    (tmp_path / "empty").mkdir()
    collection = read_images(tmp_path, classes=["x", "y"])
    assert collection.grey
    assert collection.labels.tolist() == [-1, -1]
    assert collection.classes == ("x", "y")
    assert "the sub-folder empty holds no pictures; it is no class, since no sub-folder holds any" in collection.notes


def test_a_class_without_pictures_stays_a_class(tmp_path: Path) -> None:
    put(tmp_path, "a/1.png", "c/2.png", "loose.png")
    (tmp_path / "b").mkdir()
    collection = read_images(tmp_path)
    assert (collection.classes, collection.labels.tolist()) == (("a", "b", "c"), [0, 2])
    assert "the sub-folder b holds no pictures; it is a class all the same" in collection.notes
    assert "pictures outside the sub-folders were not read: loose.png" in collection.notes


def test_classes_are_in_the_order_given_or_get_the_names_given(tmp_path: Path) -> None:
    put(tmp_path, "n01/1.png", "n02/2.png")
    order = read_images(tmp_path, classes=["n02", "n03", "n01"])
    assert (order.classes, order.labels.tolist()) == (("n02", "n03", "n01"), [2, 0])
    names = read_images(tmp_path, classes=["crane", "crane"])
    assert (names.classes, names.labels.tolist()) == (("crane", "crane (1)"), [0, 1])
    assert "the classes are the 2 sub-folders in alphabetical order, with the names given" in names.notes
    for classes in (["crane"], ["n01", "crane"]):
        with pytest.raises(SourceError, match=r"of 2 sub-folders .* are none of the . classes; name all sub-folders"):
            read_images(tmp_path, classes=classes)


def test_a_truncated_picture_is_named_and_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a/1.jpg", "a/2.jpg", "b/3.jpg", size=(64, 64))
    broken = tmp_path / "a" / "2.jpg"
    broken.write_bytes(broken.read_bytes()[:-12])
    collection = read_images(tmp_path)
    assert collection.skipped == ("a/2.jpg is truncated",)
    assert collection.labels.tolist() == [0, 1]


def test_other_sizes_become_the_most_frequent_one_and_that_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a/1.png", "a/2.png")
    put(tmp_path, "a/3.png", size=(30, 30))
    collection = read_images(tmp_path)
    assert collection.images.shape == (3, 4, 6, 3)
    (note,) = [note for note in collection.notes if "size" in note]
    assert note.startswith("1 of 3 images had another size than 4 × 6 (height × width), the most frequent size; they")
    assert read_images(tmp_path, size=(5, 5)).images.shape == (3, 5, 5, 3)
    assert any("as was asked" in note for note in read_images(tmp_path, size=(5, 5)).notes)


def test_a_picture_that_cannot_be_read_is_not_counted_among_the_sizes(tmp_path: Path) -> None:
    put(tmp_path, "a/1.jpg", "a/2.jpg", "a/3.jpg", size=(64, 64))
    put(tmp_path, "a/4.jpg", "a/5.jpg", size=(30, 30))
    for name in ("1", "4"):
        broken = tmp_path / "a" / f"{name}.jpg"
        broken.write_bytes(broken.read_bytes()[:-12])
    assert any(note.startswith("1 of 3 images had another size") for note in read_images(tmp_path).notes)


def test_a_grey_picture_among_colours_is_in_colour_and_remarks_are_counted(tmp_path: Path) -> None:
    put(tmp_path, "a/1.png")
    put(tmp_path, "a/2.png", "a/3.png", mode="L")
    Image.new("RGBA", (6, 4), (0, 0, 0, 0)).save(tmp_path / "a" / "4.png")
    collection = read_images(tmp_path)
    assert collection.images.shape == (4, 4, 6, 3)
    assert "1 image was transparent and laid on white" in collection.notes


def test_some_are_chosen_before_they_are_read_and_progress_is_told(tmp_path: Path) -> None:
    put(tmp_path, *(f"{name}/{k}.png" for name in "ab" for k in range(6)))
    told: list[tuple[int, int]] = []
    collection = read_images(tmp_path, limit=4, on_progress=lambda *done: told.append(done))
    assert collection.labels.tolist() == [0, 0, 1, 1]
    assert told == [(0, 4)] * 4 + [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert any(note.startswith("4 of 12 images were chosen") for note in collection.notes)


def test_a_name_that_is_no_unicode_becomes_text(tmp_path: Path) -> None:
    put(tmp_path, os.fsdecode(b"caf\xe9/a.png"), "x/b.png")
    assert read_images(tmp_path).classes == ("caf?", "x")


def test_a_folder_that_holds_itself_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a/1.png", "a/2.png")
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a")
    assert len(read_images(tmp_path)) == 2


def test_folders_that_cannot_be_read_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"holds no pictures \(\.bmp, .*; give a folder with some"):
        read_images(tmp_path)
    put(tmp_path, "one.png")
    with pytest.raises(SourceError, match="there is 1 image to read; a map needs at least 2"):
        read_images(tmp_path)
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(SourceError, match=r"none of the 2 pictures could be read: one\.png is empty"):
        read_images(tmp_path)


def test_halves_of_a_data_set_are_no_classes(tmp_path: Path) -> None:
    put(tmp_path, "train/a/1.png", "test/a/2.png")
    with pytest.raises(SourceError, match=r"holds test, train, parts of a data set and no classes; give one: .*test"):
        read_images(tmp_path)
    assert read_images(tmp_path.joinpath("train").rename(tmp_path / "dogs").parent).classes == ("dogs", "test")


def test_images_that_do_not_fit_into_memory_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    put(tmp_path, "1.png", "2.png")
    with pytest.raises(SourceError, match=r"2 images of 90,000 × 90,000 in colour are 48\.6 GB; at most 4 GB .* limit"):
        read_images(tmp_path, size=(90_000, 90_000))
    with pytest.raises(SourceError, match="the size is 0 × 5; give"):
        read_images(tmp_path, size=(0, 5))
