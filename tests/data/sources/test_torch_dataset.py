from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch.utils.data import Dataset, IterableDataset, Subset, TensorDataset

from data.sources.collection import SourceError
from data.sources.torch_dataset import from_dataset


class Items(Dataset):
    """A data set of whatever items; exceptions are raised."""

    def __init__(self, *items: Any, **facts: Any) -> None:
        self.items = items
        vars(self).update(facts)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, k: int) -> Any:
        if isinstance(self.items[k], Exception):
            raise self.items[k]
        return self.items[k]


def picture(level: int, size: tuple[int, int] = (6, 4), mode: str = "L") -> Image.Image:
    return Image.new("L", size, level).convert(mode)


def test_pictures_tensors_and_arrays_are_read_alike() -> None:
    pictures = from_dataset(Items((picture(10, mode="RGB"), 1), (picture(20), 0)))
    pixels = torch.tensor([10, 20]).div(255).reshape(2, 1, 1, 1).expand(2, 1, 4, 6)
    tensors = from_dataset(TensorDataset(pixels, torch.tensor([1, 0])))
    arrays = from_dataset(Items((np.full((4, 6), 10, dtype=np.uint8), "1"), (np.full((4, 6), 20, dtype=np.uint8), "0")))
    for collection in (pictures, tensors, arrays):
        assert collection.images.shape == (2, 4, 6)
        assert collection.images[:, 0, 0].tolist() == [10, 20]
        assert collection.labels.tolist() == [1, 0]
    assert (arrays.title, tensors.title) == ("Items", "TensorDataset")


def test_its_classes_are_used_even_of_a_part_of_it_unless_others_are_given() -> None:
    whole = Items((picture(1), 1), (picture(2), 0), (picture(3), 1), classes=["cat", "dog"])
    assert from_dataset(Subset(whole, [0, 2])).classes == ("cat", "dog")
    assert from_dataset(whole, ["a", "b", "c"]).classes == ("a", "b", "c")


def test_items_may_lack_labels_or_be_records() -> None:
    assert from_dataset(Items(picture(1), picture(2)), ["a"]).labels.tolist() == [-1, -1]
    records = from_dataset(Items({"image": picture(1), "label": 0}, {"image": picture(2), "label": 1}))
    assert records.labels.tolist() == [0, 1]


def test_each_class_keeps_its_share_where_targets_are_known() -> None:
    items = [(picture(k), k % 2) for k in range(20)]
    told: list[tuple[int, int]] = []
    some = from_dataset(
        Items(*items, targets=[k % 2 for k in range(20)]), limit=4, on_progress=lambda *at: told.append(at)
    )
    assert np.bincount(some.labels).tolist() == [2, 2]
    assert told[-1] == (4, 4)
    assert some.notes[0].startswith("4 of 20 images were chosen")
    assert len(from_dataset(Items(*items), limit=4)) == 4


def test_an_item_that_raises_is_named_and_left_out() -> None:
    dataset = Items((picture(1), 0), OSError("image file is truncated"), (picture(2), 1))
    collection = from_dataset(dataset)
    assert collection.skipped == ("item 1 could not be read: OSError: image file is truncated",)
    assert collection.labels.tolist() == [0, 1]


def test_pictures_of_several_sizes_become_one() -> None:
    dataset = Items((picture(1), 0), (picture(1), 0), (picture(2, (9, 9)), 1))
    assert from_dataset(dataset).images.shape == (3, 4, 6)
    assert from_dataset(dataset, size=(5, 5)).images.shape == (3, 5, 5)


class Endless(IterableDataset):
    """A data set without a length."""

    def __iter__(self) -> Any:
        return iter(())


@pytest.mark.parametrize(
    ("dataset", "fault"),
    [
        (Endless(), "Endless has no length or no items by number; give one with __len__"),
        (Items(), "the data set is empty"),
        (Items(OSError("gone"), OSError("gone")), "no item could be read: item 0 could not be read: OSError: gone"),
        (Items(("a.png", 0)), "item 0 has str for an image; give a picture of Pillow, a tensor or an array"),
        (Items({"x": 1}), "item 0 has NoneType for an image"),
        (Items((picture(1), 0), (torch.zeros(1, 4, 6), 0)), "some items are pictures and others are arrays"),
        (Items((torch.zeros(1, 4, 6), 0), (torch.zeros(1, 4, 7), 0)), r"item 0 has the shape \(1, 4, 6\) and item 1"),
        (Items((picture(1), {"box": 1}), (picture(1), {})), "the label {'box': 1} is no class"),
        (Items((picture(1), torch.zeros(2)), (picture(1), 0)), "is no class; labels are names"),
        (Items((picture(1), 0)), "there is 1 image to read"),
    ],
)
def test_a_data_set_that_cannot_be_read_is_told(dataset: Any, fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        from_dataset(dataset)


def test_items_that_do_not_fit_into_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.sources.torch_dataset.MOST_BYTES", 30)
    with pytest.raises(SourceError, match="2 items are more than 0 GB; give a smaller size or a limit"):
        from_dataset(Items((picture(1), 0), (picture(2), 0)))


def test_nothing_of_it_needs_torch() -> None:
    source = Path(from_dataset.__code__.co_filename).read_text()
    assert "import torch" not in source
