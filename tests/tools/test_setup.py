"""Set-up says what is missing and what to type; it asks apt-get only where it may."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SETUP = Path(__file__).resolve().parents[2] / "tools" / "setup"
SHELL = "/bin/sh"
LINE = "apt-get install --yes --no-install-recommends chromium"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The only commands that a script finds: those written here."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


@pytest.fixture
def run(machine: Path) -> Run:
    def run_script(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [SHELL, str(SETUP / name), *arguments],
            env={"PATH": str(machine)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run_script


def command(machine: Path, name: str, body: str) -> None:
    """Puts a command on the machine, as a shell script."""
    path = machine / name
    path.write_text(f"#!{SHELL}\n{body}\n", "utf-8")
    path.chmod(0o755)


def test_nothing_is_done_where_the_command_is_there(machine: Path, run: Run) -> None:
    command(machine, "chromium", "exit 1")
    done = run("debian.sh", "chromium", "chromium")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_another_system_is_told_the_names(run: Run) -> None:
    done = run("debian.sh", "chromium", "chromium")
    assert done.returncode == 1
    assert done.stderr.startswith("Missing: chromium.")


def test_who_may_not_install_is_told_the_line(machine: Path, run: Run) -> None:
    command(machine, "apt-get", f'echo "$@" >> {machine}/asked')
    command(machine, "id", "echo 1000")
    done = run("debian.sh", "chromium", "chromium")
    assert (done.returncode, done.stderr) == (1, f"Missing: chromium. Type: sudo {LINE}\n")
    assert not (machine / "asked").exists()


def test_root_installs(machine: Path, run: Run) -> None:
    command(machine, "apt-get", f'echo "$@" >> {machine}/asked')
    command(machine, "id", "echo 0")
    done = run("debian.sh", "chromium", "chromium")
    assert (done.returncode, done.stderr) == (0, "")
    assert (machine / "asked").read_text("utf-8").splitlines() == [
        "update --quiet --quiet",
        LINE.removeprefix("apt-get ") + " --quiet --quiet",
    ]


def test_an_install_that_fails_gives_the_line(machine: Path, run: Run) -> None:
    command(machine, "apt-get", '[ "$1" = update ]')
    command(machine, "id", "echo 0")
    done = run("debian.sh", "chromium", "chromium")
    assert (done.returncode, done.stderr) == (
        1,
        f"apt-get could not install it. Type: sudo {LINE}\n",
    )


def test_any_known_browser_will_do(machine: Path, run: Run) -> None:
    command(machine, "google-chrome", "exit 1")
    done = run("chromium.sh")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_browser_debians_is_wanted(machine: Path, run: Run) -> None:
    command(machine, "dirname", f"echo {SETUP}")
    done = run("chromium.sh")
    assert done.returncode == 1
    assert done.stderr.startswith("Missing: chromium.")


def test_an_old_python_is_refused(machine: Path, run: Run) -> None:
    command(machine, "dirname", f"echo {SETUP}")
    command(machine, "python3", 'case $1 in -V) echo "Python 3.9.2" ;; *) exit 1 ;; esac')
    done = run("venv.sh")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Expected Python 3.11 or later, but python3 is Python 3.9.2.",
        "Type, with the name of a newer one: make PYTHON=python3.12",
    ]


def test_a_machine_without_python_is_told_the_line(machine: Path, run: Run) -> None:
    command(machine, "dirname", f"echo {SETUP}")
    done = run("venv.sh")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Expected Python 3.11 or later as python3, but found none.",
        "Type: sudo apt-get install python3 python3-venv",
    ]
