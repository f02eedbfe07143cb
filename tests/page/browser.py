#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page in a real Chromium, from the disk: tests/page/browser.py build/page/mdsrisk.html [PICTURES]"""
import json
import os
import sys
import tempfile
import time
import unittest

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PAGE = "file://" + os.path.abspath(sys.argv[1])
PICTURES = sys.argv[2] if len(sys.argv) > 2 else None
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = os.path.join(ROOT, "examples", "infusion-pump", "form.xlsx")
PATIENCE = 90

DROP = """
const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
const data = new DataTransfer();
data.items.add(new File([bytes], arguments[1]));
document.getElementById("drop").dispatchEvent(
  new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
"""


def start(width, height, language="en", downloads=None):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", f"--lang={language}",
                     f"--window-size={width},{height}", "--host-resolver-rules=MAP * ~NOTFOUND"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {
        "intl.accept_languages": language, "download.default_directory": downloads or "/nowhere"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    if width < 500:  # a window has a least width, a phone has not
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": True})
    return browser


class PageTest(unittest.TestCase):
    def open(self, width=1440, height=1000, language="en"):
        self.folder = tempfile.mkdtemp(prefix="mdsrisk-page-")
        self.browser = start(width, height, language, self.folder)
        self.addCleanup(self.browser.quit)
        self.browser.get(PAGE)

    def find(self, css):
        return self.browser.find_element(By.CSS_SELECTOR, css)

    def wait(self, condition):
        return WebDriverWait(self.browser, PATIENCE, 0.1).until(condition)

    def settled(self):
        self.wait(lambda b: self.find("#assess").get_attribute("aria-busy") == "false"
                  and (self.find("#panel").is_displayed() or self.find("#trouble").is_displayed()))

    def drop(self, path):
        import base64
        with open(path, "rb") as file:
            self.browser.execute_script(DROP, base64.b64encode(file.read()).decode(),
                                        os.path.basename(path))
        self.settled()

    def picture(self, name):
        if PICTURES:
            size = self.browser.execute_script(
                "return [document.documentElement.clientWidth, document.documentElement.scrollHeight]")
            shot = self.browser.execute_cdp_cmd("Page.captureScreenshot", {
                "captureBeyondViewport": True,
                "clip": {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1}})
            import base64
            with open(os.path.join(PICTURES, name + ".png"), "wb") as file:
                file.write(base64.b64decode(shot["data"]))

    def quiet(self):
        """No word on the console, no request but for the page itself and what it makes."""
        self.assertEqual([], [entry["message"] for entry in self.browser.get_log("browser")])
        asked = []
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        self.assertEqual([], [url for url in asked if url != PAGE and not url.startswith(("blob:", "data:"))])

    def fits(self):
        self.assertTrue(self.browser.execute_script(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))

    def test_drop_switch_download(self):
        self.open()
        self.drop(EXAMPLE)
        before = self.find("#signal").text
        self.assertRegex(before, r"times the tolerable")
        self.picture("assess-en")
        self.browser.execute_script("arguments[0].click()", self.find("#fewest"))
        self.wait(lambda b: self.find("#signal").text != before)
        self.settled()
        self.assertIn("Acceptable", self.find("#signal").text)
        self.find('[data-file="register.xlsx"]').click()
        target = os.path.join(self.folder, "register.xlsx")
        self.wait(lambda b: os.path.exists(target))
        with open(target, "rb") as file:
            self.assertEqual(b"PK", file.read(2))
        self.fits()
        self.quiet()

    def test_deployment_moves_the_verdict(self):
        self.open()
        self.drop(EXAMPLE)
        before = self.find("#signal").text
        zone = self.find('input[name="zone"][value="internet-reachable"]')
        self.browser.execute_script("arguments[0].click()", zone)
        self.wait(lambda b: self.find("#signal").text != before)
        self.quiet()

    def test_japanese_on_a_phone(self):
        self.open(390, 844, "ja")
        self.wait(lambda b: self.find("#version").text != "")
        self.assertEqual("ja", self.find("html").get_attribute("lang"))
        self.drop(EXAMPLE)
        self.assertIn("許容値の", self.find("#signal").text)
        self.picture("assess-ja-phone")
        self.fits()
        self.quiet()

    def test_keyboard_alone(self):
        self.open()
        self.wait(lambda b: self.find("#version").text != "")
        keys = self.browser.switch_to.active_element
        for _ in range(12):
            keys.send_keys(Keys.TAB)
            keys = self.browser.switch_to.active_element
            if keys.get_attribute("id") == "example":
                break
        self.assertEqual("example", keys.get_attribute("id"))
        keys.send_keys(Keys.ENTER)
        self.settled()
        before = self.find("#signal").text
        for _ in range(60):
            keys = self.browser.switch_to.active_element
            if keys.get_attribute("role") == "switch":
                break
            keys.send_keys(Keys.TAB)
        keys.send_keys(Keys.SPACE)
        self.wait(lambda b: self.find("#signal").text != before)
        self.assertEqual("switch", self.browser.switch_to.active_element.get_attribute("role"))
        self.quiet()

    def test_hostile_file_is_said(self):
        self.open()
        path = os.path.join(self.folder, "no-form.xlsx")
        with open(path, "wb") as file:
            file.write(b"PK\x03\x04" + os.urandom(5000))
        self.drop(path)
        self.assertTrue(self.find("#trouble").is_displayed())
        self.assertIn("MDS1", self.find("#messages").text)
        self.assertIn("no-form.xlsx", self.find("#messages").text)
        self.quiet()


if __name__ == "__main__":
    begin = time.time()
    unittest.main(argv=[sys.argv[0]], verbosity=2)
