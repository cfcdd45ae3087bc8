from __future__ import annotations

import json
import math
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from PIL import Image
from pyarrow import parquet

from data.sources.collection import SourceError
from data.sources.reading import read_images


def png(level: int) -> bytes:
    content = BytesIO()
    Image.new("L", (6, 4), level).save(content, "PNG")
    return content.getvalue()


def csv(folder: Path, text: str, pictures: int = 3) -> Path:
    """Write a table and the pictures 0.png, 1.png, ... beside it."""
    for k in range(pictures):
        (folder / f"{k}.png").write_bytes(png(k))
    path = folder / "table.csv"
    path.write_text(text)
    return path


def levels(collection: Any) -> list[int]:
    return collection.images[:, 0, 0].tolist()


@pytest.mark.parametrize("record", [lambda data: {"bytes": data, "path": None}, lambda data: data])
def test_parquet_holds_pictures_as_bytes_or_as_hugging_faces_records(tmp_path: Path, record: Any) -> None:
    rows = {"img": [record(png(k)) for k in range(3)], "label": [2, 0, 1], "age": [1.5, None, 3],
            "who": ["a", None, "<b>"], "box": [[1, 2]] * 3}  # fmt: skip
    pd.DataFrame(rows).to_parquet(tmp_path / "x.parquet")
    collection = read_images(tmp_path / "x.parquet")
    assert levels(collection) == [0, 1, 2]
    assert collection.labels.tolist() == [2, 0, 1]
    assert collection.classes == ("0", "1", "2")
    assert collection.columns["who"] == ("a", "", "<b>")
    assert collection.columns["age"][::2] == (1.5, 3)
    assert math.isnan(collection.columns["age"][1])
    assert collection.notes[:2] == (
        "the pictures are from the column 'img', the labels from 'label'",
        "columns that are neither numbers nor texts were not read: box",
    )


def test_a_row_of_hugging_faces_that_is_left_out_is_named_by_its_file(tmp_path: Path) -> None:
    cells = [{"bytes": content, "path": "cat.png"} for content in (png(1), png(2), b"?")]
    pd.DataFrame({"image": cells}).to_parquet(tmp_path / "x.parquet")
    (skipped,) = read_images(tmp_path / "x.parquet").skipped
    assert skipped.startswith("row 2 (cat.png) is no picture")


def test_the_names_of_classes_in_hugging_faces_schema_are_used_unless_others_are_given(tmp_path: Path) -> None:
    table = pa.table({"image": [png(1), png(2)], "label": [1, 0]})
    names = {"info": {"features": {"label": {"names": ["cat", "dog"], "_type": "ClassLabel"}}}}
    parquet.write_table(table.replace_schema_metadata({"huggingface": json.dumps(names)}), tmp_path / "x.parquet")
    assert read_images(tmp_path / "x.parquet").classes == ("cat", "dog")
    assert read_images(tmp_path / "x.parquet", classes=["a", "b", "c"]).classes == ("a", "b", "c")


def test_csv_holds_paths_and_labels_by_name_some_of_them_missing(tmp_path: Path) -> None:
    path = csv(tmp_path, f"Class,PATH,n\ndog,1.png,1\n,0.png,2\nNone,{tmp_path / '2.png'},\n")
    collection = read_images(path)
    assert levels(collection) == [1, 0, 2]
    assert collection.classes == ("None", "dog")
    assert collection.labels.tolist() == [1, -1, 0]
    assert "1 image has no class" in collection.notes
    assert collection.title == "table"


def test_paths_may_lie_outside_the_folder_of_the_table(tmp_path: Path) -> None:
    csv(tmp_path, "")
    (tmp_path / "tables").mkdir()
    inner = tmp_path / "tables" / "t.csv"
    inner.write_text("file\n../0.png\n../1.png\n")
    collection = read_images(inner)
    assert levels(collection) == [0, 1]
    assert "no image has a class" in collection.notes


def test_numbers_with_gaps_are_numbers_and_columns_keep_to_the_images_that_are_left(tmp_path: Path) -> None:
    path = csv(tmp_path, "path,label,price\n0.png,1,5\ngone.png,0,6\n1.png,nan,7\n,1,8\n2.png,0,9\n")
    collection = read_images(path)
    assert collection.labels.tolist() == [1, -1, 0]
    assert collection.columns["price"] == (5, 7, 9)
    assert collection.skipped == ("row 1 (gone.png) is not there", "row 3 is empty")


def test_a_column_is_chosen_for_its_name_and_what_it_holds(tmp_path: Path) -> None:
    path = csv(tmp_path, "image,path\n1,0.png\n2,1.png\n")
    collection = read_images(path)
    assert levels(collection) == [0, 1]
    assert collection.columns["image"] == (1, 2)
    pd.DataFrame({"pixels": [png(3), png(4)], "text": ["a", "b"]}).to_parquet(tmp_path / "y.parquet")
    assert levels(read_images(tmp_path / "y.parquet")) == [3, 4]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("path,label\n", "table.csv has no rows; give a table with a row for each image"),
        ("a,b\n1,2\n", "has no column of pictures, only a, b; call the column of bytes or paths image or path"),
        ("path,label\n0.png,0.5\n1.png,1\n", "in the column 'label', the label 0.5 is no class"),
        ("path,label\n0.png,-7\n1.png,1\n", "in the column 'label', the label of image 0 is -7"),
        ("path\nx.png\ny.png\n", r"none of the 2 pictures could be read: row 0 \(x.png\) is not there"),
        ('path\n"x', "table.csv cannot be read as csv: .*; write it anew"),
        ("", "table.csv cannot be read as csv: No columns"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        read_images(csv(tmp_path, text))


def test_more_labels_than_classes_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the label of image 1 is 2, but with 2 classes they go from 0 to 1"):
        read_images(csv(tmp_path, "path,label\n0.png,0\n1.png,2\n"), classes=["a", "b"])


def test_a_damaged_parquet_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 and nothing")
    with pytest.raises(SourceError, match=r"x.parquet cannot be read as parquet: .*; write it anew"):
        read_images(tmp_path / "x.parquet")
