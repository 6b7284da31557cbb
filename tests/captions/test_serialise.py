from __future__ import annotations

from lessonbank.captions import Cue, Settings, Span, Text, Timestamp, parse, to_webvtt

EVERYTHING = """\
WEBVTT

intro
00:00:01.000 --> 00:00:02.500 vertical:lr line:85%,end position:10.5%,line-left size:80% align:left
<v.loud Fish &amp; Chips>Is 3 &lt; 5 --&gt; yes?</v>
<00:00:01.500><i>Yes.</i>

100:00:00.000 --> 100:00:00.001 line:-1
<lang cy>Da</lang> <ruby>漢<rt>kan</rt></ruby>
"""


def test_everything_is_written_in_canonical_form() -> None:
    settings = Settings("lr", 85.0, False, "end", 10.5, "line-left", 80.0, "left")  # noqa: FBT003
    spoken = Span("v", (Text("Is 3 < 5 --> yes?"),), "Fish & Chips", ("loud",))
    yes = Span("i", (Text("Yes."),))
    ruby = Span("ruby", (Text("漢"), Span("rt", (Text("kan"),))))
    cues = (
        Cue(1.0, 2.5, (spoken, Text("\n"), Timestamp(1.5), yes), "intro", settings),
        Cue(360_000.0, 360_000.001, (Span("lang", (Text("Da"),), "cy"), Text(" "), ruby)),
    )
    cues = (cues[0], Cue(cues[1].start, cues[1].end, cues[1].nodes, settings=Settings(line=-1.0)))
    assert to_webvtt(cues) == EVERYTHING
    assert parse(EVERYTHING.encode(), "x.vtt").cues == cues


def test_an_empty_list_of_cues_is_a_valid_webvtt_file() -> None:
    assert to_webvtt([]) == "WEBVTT\n"
    assert parse(b"WEBVTT\n", "x.vtt").problems == ()


def test_an_identifier_that_would_break_the_file_is_left_out() -> None:
    cues = [Cue(0.0, 1.0, (Text("a"),), "1 --> 2"), Cue(1.0, 2.0, (Text("b"),), "two\nlines")]
    assert [cue.identifier for cue in parse(to_webvtt(cues).encode(), "x.vtt").cues] == ["", ""]


def test_a_blank_line_inside_a_cue_does_not_end_it() -> None:
    cue = Cue(0.0, 1.0, (Text("\na\n\n\nb\n"),))
    assert "\n\n&#10;" not in to_webvtt([cue])
    assert parse(to_webvtt([cue]).encode(), "x.vtt").cues == (cue,)


def test_texts_and_names_are_escaped() -> None:
    hostile = "<script>alert(1)</script> --> & <!-- ]]> </v>"
    cue = Cue(0.0, 1.0, (Span("v", (Text(hostile),), f"{hostile} --"),))
    written = to_webvtt([cue])
    assert "<script" not in written
    assert written.count("-->") == 1
    assert parse(written.encode(), "x.vtt").cues == (cue,)
