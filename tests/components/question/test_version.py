from __future__ import annotations

import json
from dataclasses import replace

import pytest
from dash import Dash

from app import create_app
from components.question.version import HEADER, OUTDATED, OUTDATED_WORDS, page_version
from model.workspace import Workspace
from tests.visitor import VIEWS, Visitor

QUESTION = {"digit-body": {"number": 4, "question": {"digit": {"selection": "sample:1"}}}}
POSTED = {VIEWS: QUESTION, "/nearest": {}, "/table": {"part": "all", "kind": "csv"}, "/picture": {}}


@pytest.fixture(scope="module")
def app(workspace: Workspace) -> Dash:
    return create_app(workspace)


def test_the_page_knows_its_version_and_is_answered_under_it(app: Dash, workspace: Workspace) -> None:
    told = Visitor(app).told("site")["version"]
    answer = app.server.test_client().post(VIEWS, json=QUESTION, headers={HEADER: told})
    assert (told, answer.status_code) == (page_version(workspace), 200)


@pytest.mark.parametrize("address", POSTED)
def test_whatever_a_page_of_another_version_posts_is_answered_by_the_wish_that_it_be_reloaded(
    app: Dash, address: str
) -> None:
    answer = app.server.test_client().post(address, json=POSTED[address], headers={HEADER: "0123456789ab"})
    assert (answer.status_code, answer.json) == (OUTDATED, {"message": OUTDATED_WORDS})


def test_a_question_by_callback_of_another_version_is_refused_in_its_place(app: Dash) -> None:
    visitor = Visitor(app)
    request = visitor.view_request("pca-scree")
    (asked,) = request["inputs"]
    asked["value"]["version"] = "0123456789ab"
    answer = json.loads(visitor.post(json=request).shown["pca-scree-answer.data-view"])
    assert (answer["view"], answer["message"], answer["outdated"]) == (None, OUTDATED_WORDS, True)


def test_other_data_are_another_version_and_the_same_the_same(workspace: Workspace) -> None:
    files = workspace.manifest["files"]
    other = {**files, "tsne.npy": {**files["tsne.npy"], "sha256": "0" * 64}}
    same, changed = (replace(workspace, manifest={**workspace.manifest, "files": each}) for each in (files, other))
    assert page_version(same) == page_version(workspace) != page_version(changed)
