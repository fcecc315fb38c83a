"""The command `hosho`, and the supervisor under `hosho demo` and `hosho serve`."""

import os
import subprocess
import sys
import threading
import time

import pytest

from hosho.cli import COMMANDS, USAGE_ERROR, main, module_of
from hosho.cli.children import Child, Supervisor


def test_without_words_it_says_what_there_is(capsys):
    assert main([]) == USAGE_ERROR
    assert "manage" in capsys.readouterr().out


def test_an_unknown_command_is_refused_with_the_list(capsys):
    assert main(["mange"]) == USAGE_ERROR
    assert "no command 'mange'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["verify", "rules", "fee"])
def test_commands_for_everybody_do_not_load_django(name):
    code = (
        "import sys, importlib.util as u\n"
        f"name = {module_of(name)!r}\n"
        "u.find_spec(name) and __import__(name)\n"
        "import hosho.cli\n"
        "sys.exit('django' in sys.modules)"
    )
    assert name in COMMANDS
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def run_for(supervisor, *, until, seconds=20):
    thread = threading.Thread(target=supervisor.watch)
    supervisor.start()
    thread.start()
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        time.sleep(0.05)
    supervisor.stop()
    thread.join(30)
    assert not thread.is_alive()


def test_a_child_that_dies_is_started_again_and_all_end_together(tmp_path):
    starts, others = tmp_path / "starts", tmp_path / "other"
    dies = f"open({str(starts)!r}, 'a').write('x')"
    stays = f"import os, time; open({str(others)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    children = [Child("dies", [sys.executable, "-c", dies]), Child("stays", [sys.executable, "-c", stays])]
    supervisor = Supervisor(children, environment=dict(os.environ))
    run_for(supervisor, until=lambda: starts.exists() and len(starts.read_text()) >= 2 and others.exists())
    assert len(starts.read_text()) >= 2
    with pytest.raises(ProcessLookupError):
        os.kill(int(others.read_text()), 0)


def test_a_child_that_dies_at_once_is_not_started_without_pause(tmp_path):
    starts = tmp_path / "starts"
    child = Child("dies", [sys.executable, "-c", f"open({str(starts)!r}, 'a').write('x')"])
    begun = time.monotonic()
    run_for(Supervisor([child], environment=dict(os.environ)), until=lambda: time.monotonic() - begun > 3)
    assert 2 <= len(starts.read_text()) <= 3
