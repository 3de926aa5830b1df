"""Of the libraries' data only what roles and templates ask for comes along."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path, PurePosixPath
from typing import Any

import babel
import botocore
from botocore.loaders import Loader
from botocore.session import get_session

from infra.package.roles import Handler, operations_of
from infra.package.trim import Used, cut_model, languages_of, trim_botocore
from shared.adapters.letters import LETTER_CONFIG, S3Letters
from shared.render.mail.templates import ROOM

USED = Used({"dynamodb": ["GetItem"]}, {"en"})


def shape(name: str) -> dict[str, str]:
    return {"shape": name}


def a_model() -> dict[str, Any]:
    return {
        "metadata": {"apiVersion": "2012-08-10"},
        "documentation": "<p>A service.</p>",
        "operations": {
            "GetItem": {
                "input": shape("Key"),
                "errors": [shape("Gone")],
                "documentation": "Gets.",
                "operationContextParams": {"ResourceArnList": {"path": "Names[*].Table"}},
            },
            "Scan": {"input": shape("All")},
        },
        "shapes": {
            "Key": {"type": "structure", "members": {"name": shape("Name")}},
            "Name": {"type": "string", "documentation": "A name."},
            "Gone": {"type": "structure", "members": {"documentation": shape("Name")}},
            "All": {"type": "structure", "members": {}},
        },
    }


def test_a_model_keeps_operations_their_shapes_and_no_prose() -> None:
    assert cut_model(a_model(), ["GetItem"]) == {
        "metadata": {"apiVersion": "2012-08-10"},
        "operations": {"GetItem": {"input": shape("Key"), "errors": [shape("Gone")]}},
        "shapes": {
            "Gone": {"type": "structure", "members": {"documentation": shape("Name")}},
            "Key": {"type": "structure", "members": {"name": shape("Name")}},
            "Name": {"type": "string"},
        },
    }


def test_shapes_that_name_each_other_are_kept_once() -> None:
    model = a_model()
    model["shapes"]["Name"] = {"type": "list", "member": shape("Key")}
    assert set(cut_model(model, ["GetItem"])["shapes"]) == {"Gone", "Key", "Name"}


def test_files_of_other_services_and_languages_are_not_needed() -> None:
    files = {
        "botocore/data/dynamodb/2012-08-10/service-2.json.gz": True,
        "botocore/data/dynamodb/2012-08-10/endpoint-rule-set-1.json.gz": True,
        "botocore/data/dynamodb/2012-08-10/waiters-2.json": False,
        "botocore/data/ec2/2016-11-15/service-2.json.gz": False,
        "botocore/data/partitions.json": True,
        "botocore/client.py": True,
        "babel/locale-data/en.dat": True,
        "babel/locale-data/root.dat": True,
        "babel/locale-data/en_GB.dat": False,
        "babel/locale-data/uk.dat": False,
        "babel/core.py": True,
    }
    assert {name: USED.needs(PurePosixPath(name)) for name in files} == files


def test_botocore_reads_what_is_left_of_its_data(tmp_path: Path) -> None:
    for version in ("2011-12-05", "2012-08-10"):
        folder = tmp_path / "dynamodb" / version
        folder.mkdir(parents=True)
        packed = gzip.compress(json.dumps(a_model()).encode())
        (folder / "service-2.json.gz").write_bytes(packed)
    services: dict[str, Any] = {"dynamodb": {"endpoints": {}}, "email": {}, "ec2": {}}
    endpoints = {"partitions": [{"partition": "aws", "services": services}]}
    (tmp_path / "endpoints.json").write_text(json.dumps(endpoints), "utf-8")
    trim_botocore(tmp_path, {"dynamodb": ["GetItem"]})
    loader = Loader(extra_search_paths=[str(tmp_path)], include_default_search_paths=False)
    assert list(loader.load_service_model("dynamodb", "service-2")["operations"]) == ["GetItem"]
    assert loader.list_api_versions("dynamodb", "service-2") == ["2012-08-10"]
    kept: dict[str, Any] = {"dynamodb": {"endpoints": {}}}
    assert loader.load_data("endpoints")["partitions"] == [{"partition": "aws", "services": kept}]


def test_botocore_signs_a_form_for_s3_with_what_is_left(tmp_path: Path) -> None:
    whole = Path(botocore.__file__).parent / "data"
    for name in ("endpoints.json", "partitions.json", "sdk-default-configuration.json"):
        shutil.copy(whole / name, tmp_path / name)
    shutil.copytree(whole / "s3", tmp_path / "s3")
    actions = ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"]
    role = Handler("x", "y", {"Statement": [{"Action": actions}]})
    trim_botocore(tmp_path, operations_of([role]))
    session = get_session()
    session.set_credentials("an-id", "a-secret")
    loader = Loader(extra_search_paths=[str(tmp_path)], include_default_search_paths=False)
    session.register_component("data_loader", loader)
    client: Any = session.create_client("s3", "eu-central-1", config=LETTER_CONFIG)
    form = S3Letters(lambda: client, "letters").presign("event", "who", "application/pdf", "back")
    assert form.url == "https://letters.s3.eu-central-1.amazonaws.com/"


def test_languages_are_those_that_templates_are_written_in() -> None:
    names = ("link/en.txt", "link/en.html", "link/pt.txt", "link/sr-Latn.txt", "layout.txt")
    assert languages_of(map(Path, names)) == {"en", "pt", "sr_Latn"}


def test_the_data_of_just_the_languages_of_mails_comes_along() -> None:
    used = Used({}, languages_of(ROOM.rglob("*.txt")))
    locales = (Path(babel.__file__).parent / "locale-data").glob("*.dat")
    kept = {one.stem for one in locales if used.needs(PurePosixPath("babel/locale-data", one.name))}
    assert kept == {"root", "de", "en", "es", "fr", "sr_Latn"}
