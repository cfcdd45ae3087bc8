from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch
from torch import nn

from model.training.load_network import NetworkError, load_network

CODE = """
from dataclasses import dataclass
from torch import nn

@dataclass
class Sizes:
    hidden: int = 3

class Net(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Flatten(), nn.Linear(4, Sizes().hidden), nn.Dropout(0.5))

class Deep(nn.Module):
    def __init__(self, depth, width=3):
        super().__init__()

class Broken(nn.Module):
    def __init__(self):
        super().__init__()
        raise ValueError("no depth")

def make():
    return Net()

def nothing():
    return {}

ready = Net()
number = 7
"""


@pytest.fixture
def code(tmp_path: Path) -> str:
    (tmp_path / "mynet.py").write_text(CODE)
    return str(tmp_path / "mynet.py")


@pytest.mark.parametrize("name", ["Net", "make", "ready"])
def test_a_class_a_function_and_a_network_itself_are_loaded_ready_to_be_asked(code: str, name: str) -> None:
    network = load_network(f"{code}:{name}")
    assert isinstance(network, nn.Sequential)
    assert not network.training
    assert network(torch.zeros(2, 2, 2)).shape == (2, 3)


def test_weights_that_nobody_gives_are_the_same_each_time_and_leave_other_dice_alone(code: str) -> None:
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)
    first, second = (load_network(f"{code}:Net") for _ in range(2))
    assert torch.equal(first[1].weight, second[1].weight)
    assert torch.equal(torch.rand(1), expected)


def test_code_may_import_what_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "beside_it_lies.py").write_text("from torch import nn\nclass Part(nn.Linear): pass\n")
    file = tmp_path / "whole.py"
    file.write_text("from beside_it_lies import Part\ndef net(): return Part(2, 3)\n")
    before = list(sys.path)
    assert load_network(f"{file}:net").out_features == 3
    assert sys.path == before


def test_a_network_of_an_installed_package_is_loaded_by_its_name() -> None:
    assert len(load_network("torchvision.models:squeezenet1_1").state_dict()) == 52


def test_a_package_in_the_folder_where_one_is_has_its_lines_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my_package_of_nets").mkdir()
    (tmp_path / "my_package_of_nets" / "deep.py").write_text("import torch\n\n1 / 0\n")
    with pytest.raises(NetworkError, match=r"my_package_of_nets\.deep, line 3, raises ZeroDivisionError: division"):
        load_network("my_package_of_nets.deep:Net")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("\n\nraise OSError('no disk\\nmore')", r"net\.py, line 3, raises OSError: no disk; mend the code"),
        ("def net(:", r"net\.py, line 1, raises SyntaxError: invalid syntax"),
        ("import nowhere_at_all", r"net\.py, line 1, raises ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("import sys\nsys.exit()", r"net\.py, line 2, raises SystemExit; mend"),
        ("def inner():\n  raise KeyError\ninner()", r"net\.py, line 2, raises KeyError; mend"),
    ],
)
def test_code_that_raises_is_told_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "net.py").write_text(text)
    with pytest.raises(NetworkError, match=fault):
        load_network(f"{tmp_path / 'net.py'}:net")


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Nett", r"mynet\.py has no Nett; did you mean Net"),
        ("xyz", r"has no xyz; did you mean Sizes or Net or Deep"),
        ("nothing", r"mynet\.py:nothing gives dict; name a torch\.nn\.Module, or a function that returns one"),
        ("number", r"mynet\.py:number gives int"),
        ("Deep", r"needs arguments \(depth\); name a function .* def network\(\): return Deep\(depth=\.\.\.\)"),
        ("Broken", r"mynet\.py:Broken, line 20, raises ValueError: no depth; mend"),
        ("", r"names no network; write mynet\.py:Net or package\.module:name"),
    ],
)
def test_a_name_that_gives_no_network_is_told(code: str, name: str, fault: str) -> None:
    with pytest.raises(NetworkError, match=fault):
        load_network(f"{code}:{name}")


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        (
            "net.pt",
            r"net\.pt is a saved network or its weights, .* give the code as mynet\.py:Net and the weights apart",
        ),
        ("a/net.onnx", "is a saved network"),
        ("mynet.py", "'mynet.py' names no network; write"),
        ("nowhere.py:Net", r"there is no file nowhere\.py; give the path of the code"),
        ("nowhere_at_all.nets:Net", "there is no module nowhere_at_all; install it, or give a file"),
        ("torchvision.nowhere:Net", r"there is no module torchvision\.nowhere; install"),
        ("torchvision.models:resnet81", r"torchvision\.models has no resnet81; did you mean resnet18"),
    ],
)
def test_what_is_no_network_is_told(spec: str, fault: str) -> None:
    with pytest.raises(NetworkError, match=fault):
        load_network(spec)
