"""What is worked out beside the caller is what the caller would have worked out."""

import gc
import multiprocessing
import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from provenance.errors import SettingError
from provenance.machine import Machine, Spare, abandon, hand_back, uncollected

copies = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


def _process():
    return os.getpid()


def _dies_elsewhere(here):
    if os.getpid() != here:
        os._exit(9)
    return here


def _fails():
    return Machine(workers=0, memory=10**9)


@copies
def test_work_aside_is_done_in_another_process_and_its_answer_comes_back():
    answer = Machine.here(2).aside(_process)
    assert answer() != os.getpid()


@copies
def test_several_works_go_on_aside_at_once_and_may_be_asked_in_any_order():
    first, second = (Machine.here(2).aside(partial(sum, [number] * 1000)) for number in (1, 2))
    assert (second(), first()) == (2000, 1000)


def test_one_worker_does_the_work_itself_when_asked():
    answer = Machine.here(1).aside(_process)
    assert answer() == os.getpid()


@copies
def test_if_the_other_process_dies_the_work_is_done_here():
    here = os.getpid()
    assert Machine.here(2).aside(partial(_dies_elsewhere, here))() == here


@copies
def test_an_error_aside_is_raised_where_the_answer_is_asked_for():
    answer = Machine.here(2).aside(_fails)
    with pytest.raises(SettingError, match="1 or more threads"):
        answer()


def _writes(path):
    try:
        path.write_text("half")
        time.sleep(60)
    finally:
        path.unlink()


@copies
def test_what_is_ended_aside_leaves_nothing_half_written(tmp_path):
    part = tmp_path / "part"
    answer = Machine.here(2).aside(partial(_writes, part))
    process = answer.args[-1]
    while not part.exists():
        assert process.is_alive()
    process.terminate()
    process.join()
    assert not part.exists()


def test_the_search_for_cycles_goes_on_afterwards_if_it_did_before():
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


@copies
def test_work_aside_that_is_abandoned_ends():
    Machine.here(2).aside(partial(time.sleep, 60))
    begin = time.monotonic()
    abandon()
    assert not multiprocessing.active_children()
    assert time.monotonic() - begin < 30


@copies
def test_a_spare_copy_does_the_work_it_is_given_in_turn():
    loaded = []
    spare = Spare(partial(time.sleep, 1), partial(loaded.append, "what comes next"))
    first, second = spare.begin(_process), spare.begin(partial(sum, [1] * 300_000))  # more than a pipe holds
    assert second() == 300_000
    assert loaded == ["what comes next"]
    assert first() != os.getpid()
    spare.end()
    assert not multiprocessing.active_children()


@copies
def test_if_a_spare_copy_dies_its_work_is_done_here():
    here = os.getpid()
    spare = Spare(partial(_dies_elsewhere, here), int)
    time.sleep(0.2)
    assert spare.begin(_process)() == here


@copies
def test_a_spare_copy_that_is_not_needed_ends():
    Spare(partial(time.sleep, 60), int).end()
    assert not multiprocessing.active_children()


@copies
def test_a_spare_copy_ends_if_its_program_is_killed(tmp_path):
    told = tmp_path / "process"
    program = os.fork()
    if not program:
        Spare(partial(_tells, told), int)
        time.sleep(60)
    while not told.exists() or not told.read_text():
        time.sleep(0.01)
    os.kill(program, signal.SIGKILL)
    os.waitpid(program, 0)
    begin = time.monotonic()
    while _runs(int(told.read_text())):
        assert time.monotonic() - begin < 30
        time.sleep(0.01)


def _tells(path):
    path.write_text(str(os.getpid()))


def _runs(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@copies
def test_freed_memory_is_handed_back_where_what_stays_lies_between():
    blocks = [bytearray(60_000) for _ in range(4_000)]
    del blocks[::2], blocks[:-1:2]
    before = _resident()
    hand_back()
    assert _resident() < before - 100_000_000


def _resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
