"""The page in headless Chromium and the PDF as images; slow, because both need programs of the system.

axe-core is not a Python package: `.ci/run` fetches it into a temporary folder and names it in YBIYRI_AXE.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playbook.records import Pilot

pytestmark = pytest.mark.slow

Forms = Callable[..., dict[str, str | bytes]]
SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGE_LIMIT = 400
RUN_AXE = """
<script>{axe}</script>
<script>
axe.run().then(function (found) {{
  document.body.innerHTML = '<pre id="found"></pre>';
  document.getElementById('found').textContent = JSON.stringify(found.violations.map(function (violation) {{
    return {{id: violation.id, nodes: violation.nodes.map(function (node) {{ return node.html; }})}};
  }}));
}});
</script>
</body>
"""


@pytest.fixture
def browse(chromium: str, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the browser on a page, with a profile of its own."""

    def run(page: Path, *switches: str) -> subprocess.CompletedProcess[str]:
        command = [chromium, *SWITCHES, f"--user-data-dir={tmp_path / 'profile'}", *switches, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)

    return run


@pytest.mark.parametrize("which", ["filled", "hostile"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(
    browse: Callable[..., Any], forms: Forms, request: pytest.FixtureRequest, tmp_path: Path, which: str
) -> None:
    page, log = tmp_path / "page.html", tmp_path / "net.json"
    page.write_text(str(forms(request.getfixturevalue(which), "html")[""]), encoding="utf-8")
    done = browse(page, "--enable-logging=stderr", f"--log-net-log={log}", "--dump-dom")
    assert "CONSOLE" not in done.stderr
    assert "owned" not in re.findall(r"<title>(.*?)</title>", done.stdout)
    asked = set(re.findall(r'"url":"(https?://[^"]+)"', log.read_text(encoding="utf-8", errors="replace")))
    assert not {url for url in asked if "example.org" in url}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(
    browse: Callable[..., Any], axe: str, forms: Forms, filled: Pilot, tmp_path: Path, scheme: str
) -> None:
    text = str(forms(filled, "html")[""])
    # The page forbids every script, so the copy that axe runs in has to do without that rule.
    text = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", text)
    page = tmp_path / "axe.html"
    page.write_text(text.replace("</body>", RUN_AXE.format(axe=axe)), encoding="utf-8")
    dark = "0" if scheme == "dark" else "1"
    done = browse(page, "--virtual-time-budget=30000", f"--blink-settings=preferredColorScheme={dark}", "--dump-dom")
    found = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, flags=re.DOTALL)
    assert found, "axe-core did not finish"
    violations = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert violations == []


@pytest.mark.parametrize("which", ["filled", "hostile"])
def test_the_pdf_has_pages_and_nothing_runs_off_them(
    forms: Forms, request: pytest.FixtureRequest, tmp_path: Path, which: str
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("NOT TESTED: no pdftotext was found; .ci/run installs poppler-utils.")
    path = tmp_path / "summary.pdf"
    made = forms(request.getfixturevalue(which), "pdf")[""]
    assert isinstance(made, bytes)
    path.write_bytes(made)
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    width, height = (float(size) for size in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', boxes)[0])
    edges = [tuple(map(float, found)) for found in re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)">', boxes)]
    assert edges
    assert max(x for x, _ in edges) < width
    assert max(y for _, y in edges) < height
    assert boxes.count("<page ") < PAGE_LIMIT
    words = " ".join(re.findall(r">([^<]+)</word>", boxes))
    for label in ("YOU DECIDE", "TODAY", "MONEY", "Appendix: every answer"):
        assert label in words
