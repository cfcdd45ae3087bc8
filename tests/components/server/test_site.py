from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from threading import Event
from typing import Any
from weakref import ref

import numpy as np
import pytest
from flask import Flask, Response
from werkzeug.test import Client

from app import create_app
from components.page.data_sets import DataSets
from components.page.index import PLOTLY
from components.server.front import make_front
from components.server.headers import FIXED, POLICY
from components.server.site import AT_ONCE, Site
from model.artifacts.manifest import ArtifactError
from model.library import Library, LibraryEntry, weight_mb
from model.workspace import Workspace
from tests.visitor import VIEWS, walk

FIRST, OTHER, THIRD, DAMAGED = "first", "other", "third", "damaged"
ENTRIES = [LibraryEntry(name, f'The <b>{name}</b> & "all"', Path(name)) for name in (FIRST, OTHER, THIRD, DAMAGED)]
QUESTION = {"digit-body": {"number": 1, "question": {"digit": {"selection": "sample:3"}}}}


def variant(workspace: Workspace, name: str) -> Workspace:
    """Return the tiny workspace of a name; the images of another one than the first are its own."""
    if name == DAMAGED:
        raise ArtifactError(Path("x<b>") / "features.npy", "was cut short")
    return replace(workspace, images=workspace.images if name == FIRST else np.roll(workspace.images, 1, axis=1))


@pytest.fixture(scope="module")
def library(workspace: Workspace) -> Library:
    return Library(ENTRIES, read=lambda folder: variant(workspace, folder.name))


def site_at(root: str, library: Library) -> Site:
    """Return a site of whole apps."""

    def make(workspace: Workspace, sets: DataSets) -> Flask:
        server: Flask = create_app(workspace, data_sets=replace(sets, root=root)).server
        return server

    return Site(library, make, make_front(library.titles, root=root))


@pytest.fixture(scope="module")
def client(library: Library) -> Client:
    """Somebody who asks a site."""
    return Client(site_at("/", library))


def told(page: str, name: str) -> Any:
    """Return what a page tells its scripts under ``name``."""
    (text,) = re.findall(rf'data-{name}="([^"]*)"', page)
    return json.loads(unescape(text))


def place(page: str) -> tuple[str, str, str]:
    """Return what a page says of where it is: the name of its data set, and its own prefix and the site's."""
    site = told(page, "site")
    return site["name"], site["prefix"], site["root"]


def test_the_first_data_set_is_at_the_root_with_and_without_its_name(client: Client) -> None:
    for address in ("/", "/?projection=pca", f"/?data={FIRST}&digit=3", f"/?data={OTHER}&data={FIRST}"):
        assert place(client.get(address).text) == (FIRST, "/", "/")


def test_another_one_has_its_page_at_the_root_too_and_all_else_under_its_prefix(client: Client) -> None:
    page = client.get(f"/?data={OTHER}&digit=3").text
    assert place(page) == (OTHER, "/data/other/", "/")
    assert told(page, "address")["data"] == {"default": FIRST, "allowed": [FIRST, OTHER, THIRD, DAMAGED]}
    files = told(page, "files")
    fetched = [files["points"], files["features"]["address"], files["units"].replace("UNIT", "5"), *files["sheets"]]
    fetched += re.findall(r'(?:href|src)="(/[^"]+)"', page)
    assert len(fetched) > 10
    for address in fetched:
        assert address.startswith(("/data/other/", "/assets/", "/digitscope."))
        with client.get(address) as answer:
            assert answer.status_code == 200, address
    assert json.loads(re.findall(r'_dash-config" type="application/json">(.*?)</script>', page)[0])[
        "requests_pathname_prefix"
    ] == "/data/other/"  # fmt: skip


def test_what_is_asked_under_a_prefix_is_answered_from_that_data_set(client: Client, library: Library) -> None:
    answers = {
        name: client.post(prefix + VIEWS, json=QUESTION).json["digit-body"]
        for name, prefix in ((FIRST, ""), (OTHER, "/data/other"))
    }
    assert {answer["message"] for answer in answers.values()} == {""}
    assert answers[FIRST]["view"]["shows"] == answers[OTHER]["view"]["shows"] == "sample:3"
    assert client.get("/points.bin").data == client.get("/data/first/points.bin").data
    assert client.get("/data/other/_dash-layout").status_code == 200
    assert client.post("/data/other/_dash-update-component", json=[5]).status_code == 400


def test_the_prefix_alone_leads_to_the_page(client: Client) -> None:
    for address in ("/data/other", "/data/other/", "/data/other/?data=first"):
        assert client.get(address).headers["Location"] == "/?data=other"
    assert client.get("/data/other/?digit=3").headers["Location"] == "/?data=other&digit=3"


@pytest.mark.parametrize(
    "address",
    [
        "/?data=nobody",
        "/?data=",
        "/?data=%3Cb%3Ebold",
        "/data/nobody/points.bin",
        "/data/%3Cb%3E/",
        "/data/%C3%A9/view",
    ],
)
def test_a_data_set_that_there_is_not_gets_a_page_that_names_those_that_there_are(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no data set" in answer.text
    assert "<b>" not in answer.text
    links = re.findall(r'<a href="([^"]*)">(.*?)</a>', answer.text)
    assert [unescape(address) for address, _ in links] == ["/", *(f"/?data={e.name}" for e in ENTRIES[1:])]
    assert [unescape(title) for _, title in links] == [entry.title for entry in ENTRIES]


def test_a_damaged_one_names_the_file_tells_the_rest_to_the_log_alone_and_takes_nobody_down(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get(f"/?data={DAMAGED}")
    assert answer.status_code == 503
    assert "its file features.npy is missing, damaged" in answer.text
    assert "x&lt;b&gt;" not in answer.text
    assert "make build-data" not in answer.text
    assert "x<b>/features.npy was cut short" in caplog.text
    assert "make build-data" in caplog.text
    assert client.get("/").status_code == client.get("/health").status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/health", PLOTLY, "/?data=other", "/?data=nobody", "/?data=damaged", "/data/other", "/assets/no"]
)
def test_every_answer_carries_the_headers_and_goes_to_the_names_of_this_machine_alone(
    client: Client, address: str
) -> None:
    with client.get(address) as answer:
        assert all(answer.headers.getlist(name) == [value] for name, value in FIXED.items())
        assert len(answer.headers.getlist(POLICY)) == 1
    with client.get(address, headers={"Host": "evil.example"}) as refused:
        assert (refused.status_code, "--allow-host" in refused.text) == (400, True)


def menu_of(client: Any, address: str) -> list[tuple[str, str, str | None]]:
    """Return the links of the menu of data sets in a layout: text, address, and what marks the current one."""
    links = (part["props"] for part in walk(client.get(address).json) if "data-home" in part["props"])
    return [(link["children"], link["href"], link.get("aria-current")) for link in links]


def test_there_is_a_menu_of_data_sets_where_there_are_several(client: Client, workspace: Workspace) -> None:
    titles = [entry.title for entry in ENTRIES]
    homes = ["/", "/?data=other", "/?data=third", "/?data=damaged"]
    assert menu_of(client, "/data/other/_dash-layout") == [*zip(titles, homes, [None, "page", None, None], strict=True)]
    assert menu_of(create_app(workspace).server.test_client(), "/_dash-layout") == []


def texts(part: Any) -> Iterator[str]:
    """Give every text within what JSON says."""
    if isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from texts(inner)
    elif isinstance(part, str):
        yield part


def addresses(page: str, layout: Any) -> set[str]:
    """Return every address of this server that a page, what it tells its scripts, and its layout name."""
    told = [json.loads(unescape(text)) for text in re.findall(r'data-\w+="([^"]*)"', page)]
    config = json.loads(re.findall(r'_dash-config" type="application/json">(.*?)</script>', page)[0])
    named = {text for text in texts([told, layout, config]) if re.match(r"/\w|/\?|/$", text)}
    return named | set(re.findall(r'(?:href|src|action)="(/[^"]*)"', page))


@pytest.mark.parametrize("name", [FIRST, OTHER])
def test_below_a_path_every_address_that_a_page_names_is_below_it_and_answered(library: Library, name: str) -> None:
    client, below = Client(site_at("/digits/", library)), {"base_url": "http://localhost/digits/"}
    page = client.get(f"/?data={name}", **below).text
    layout = client.get(f"/data/{name}/_dash-layout", **below).json
    found = addresses(page, layout)
    assert {"/digits/", "/digits/?data=other"} <= found
    assert len(found) > 20
    for address in found - {told(page, "site")["prefix"]}:
        assert address.startswith("/digits/"), address
        with client.get(address.removeprefix("/digits").replace("UNIT", "5"), **below) as answer:
            assert answer.status_code == 200 or address.endswith("?data=damaged"), address


def test_below_a_path_refusals_and_ways_home_are_below_it(library: Library) -> None:
    client, below = Client(site_at("/digits/", library)), {"base_url": "http://localhost/digits/"}
    assert client.get("/data/other/?digit=3", **below).headers["Location"] == "/digits/?data=other&digit=3"
    refused = client.get("/?data=nobody", **below).text
    assert set(re.findall(r'href="(/[^"?]*)', refused)) == {"/digits/", "/digits/digitscope.css"}


@dataclass
class Stand:
    """Sites whose apps only say what they are, and remember what was made."""

    workspace: Workspace
    made: list[str] = field(default_factory=list)
    watched: list[ref[Flask]] = field(default_factory=list)

    def make(self, workspace: Workspace, sets: DataSets) -> Flask:
        """Make an app that says its name, its prefix and its path."""
        self.made.append(sets.name)
        server = Flask(sets.name, static_folder=None)

        @server.get("/<path:path>")
        def say(path: str) -> Response:
            return Response(f"{sets.name} {len(workspace.labels)} {path}")

        self.watched.append(ref(server))
        return server

    def site(self, room: float = 9, read: Callable[[Path], Workspace] | None = None) -> Site:
        """Return a site with room for so many data sets."""
        library = Library(
            ENTRIES,
            limit_mb=room * weight_mb(self.workspace),
            read=read or (lambda folder: variant(self.workspace, folder.name)),
        )
        return Site(library, self.make, make_front(library.titles))


@pytest.fixture
def stand(workspace: Workspace) -> Stand:
    return Stand(workspace)


@pytest.mark.parametrize(("room", "made"), [(9, [FIRST, OTHER, THIRD]), (1.5, [FIRST, OTHER, FIRST])])
def test_all_are_made_at_once_as_far_as_memory_allows(
    stand: Stand, room: float, made: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    stand.site(room).open_all()
    assert stand.made == made
    assert caplog.text.count("features.npy was cut short") == (room == 9)


def test_nothing_is_made_before_somebody_asks_and_then_once(stand: Stand) -> None:
    site = stand.site()
    client = Client(site)
    for path in ("/health", PLOTLY, "/digitscope.js"):
        with client.get(path) as answer:
            assert answer.status_code == 200
    assert stand.made == []
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(lambda _: Client(site).get("/data/other/a/b").text, range(20)))
    assert set(answers) == {"other 300 a/b"}
    assert stand.made == ["other"]


def test_an_app_that_was_put_away_is_let_go_and_made_again(stand: Stand) -> None:
    client = Client(stand.site(room=1))
    for name in (FIRST, OTHER, FIRST, OTHER):
        assert client.get(f"/data/{name}/x").text == f"{name} 300 x"
    assert stand.made == [FIRST, OTHER, FIRST, OTHER]
    gc.collect()
    assert [server() is not None for server in stand.watched] == [False, False, False, True]


def test_while_one_is_loaded_others_are_answered_and_so_is_who_finds_no_place_to_wait(stand: Stand) -> None:
    began, may_end = Event(), Event()

    def read(folder: Path) -> Workspace:
        if folder.name == OTHER:
            began.set()
            assert may_end.wait(20)
        return variant(stand.workspace, folder.name)

    site = stand.site(read=read)
    assert Client(site).get("/x").text == "first 300 x"
    with ThreadPoolExecutor(AT_ONCE + 1) as threads:
        waiting = [threads.submit(lambda: Client(site).get("/data/other/x")) for _ in range(AT_ONCE + 1)]
        assert began.wait(20)
        turned_away = next(as_completed(waiting, timeout=20)).result()
        assert Client(site).get("/x").text == "first 300 x"
        may_end.set()
        answers = [each.result(20) for each in waiting]
    assert (turned_away.status_code, turned_away.headers["Refresh"]) == (503, turned_away.headers["Retry-After"])
    assert sorted(answer.status_code for answer in answers) == [200] * AT_ONCE + [503]
    assert stand.made == [FIRST, OTHER]
