"""Long pages are compressed where the browser takes it, and their size is never quite the same."""

import gzip
import secrets

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from people.gzip import compressed

PAGE = "<p>Practices and policies</p>" * 50


def answer(response, accepts="br, gzip"):
    """What a browser gets of a view that answers so."""
    return compressed(lambda request: response)(RequestFactory().get("/", headers={"Accept-Encoding": accepts}))


def test_a_page_is_compressed_whole():
    got = answer(HttpResponse(PAGE))
    assert got["Content-Encoding"] == "gzip"
    assert got["Content-Length"] == str(len(got.content))
    assert got["Vary"] == "Accept-Encoding"
    assert gzip.decompress(got.content).decode() == PAGE


@pytest.mark.parametrize("text", ["short", "\x00"])
def test_what_is_short_stays(text):
    assert not answer(HttpResponse(text)).has_header("Content-Encoding")


def test_a_browser_that_does_not_take_it_gets_the_page():
    got = answer(HttpResponse(PAGE), accepts="br")
    assert got.content.decode() == PAGE
    assert got["Vary"] == "Accept-Encoding"


def test_what_is_compressed_already_stays():
    packed = gzip.compress(PAGE.encode() * 10)
    assert answer(HttpResponse(packed, headers={"Content-Encoding": "gzip"})).content == packed


def test_what_would_grow_stays():
    random = secrets.token_bytes(400)
    got = answer(HttpResponse(random))
    assert not got.has_header("Content-Encoding")
    assert got.content == random


def test_what_is_streamed_is_compressed_on_the_way():
    got = answer(StreamingHttpResponse(iter([PAGE.encode()])))
    assert gzip.decompress(b"".join(got.streaming_content)).decode() == PAGE


def test_a_strong_tag_becomes_a_weak_one():
    assert answer(HttpResponse(PAGE, headers={"ETag": '"1"'}))["ETag"] == 'W/"1"'


def test_the_size_says_nothing_of_the_page():
    assert len({len(answer(HttpResponse(PAGE)).content) for _ in range(40)}) > 5
