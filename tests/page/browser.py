#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page in real Chromium, from the disk and without a network: drop, assess, switch, take away,
come back, compare, translate; with the keyboard alone, in Japanese, on a phone, with a file that is
none. With a folder behind it, each screen leaves a picture there.
  browser.py build/page/mdsrisk.html [PICTURES]"""
import base64
import csv
import json
import os
import sys
import tempfile
import unittest
import zipfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PAGE = "file://" + os.path.abspath(sys.argv[1])
PICTURES = sys.argv[2] if len(sys.argv) > 2 else None
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLES = os.path.join(ROOT, "examples")
PUMP = os.path.join(EXAMPLES, "infusion-pump", "form.xlsx")
CT = os.path.join(EXAMPLES, "ct-workstation", "form.xlsx")
PATIENCE = 90
SCREENS = ("assess", "compare", "translate", "mine", "fleet")

DROP = """
const data = new DataTransfer();
for (const [name, text] of arguments[1]) {
  data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
}
document.getElementById(arguments[0]).dispatchEvent(
  new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
"""


def start():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=en",
                     "--host-resolver-rules=MAP * ~NOTFOUND"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": "en"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.set_capability("unhandledPromptBehavior", "accept")
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = start()
        cls.addClassCleanup(cls.browser.quit)

    def open(self, width=1440, height=1000, language="en"):
        self.folder = tempfile.mkdtemp(prefix="mdsrisk-page-")
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
        self.browser.execute_cdp_cmd("Browser.setDownloadBehavior", {
            "behavior": "allow", "downloadPath": self.folder})
        self.browser.get("about:blank")
        self.browser.get_log("browser")  # what the last test's page says when it is left
        self.browser.get(PAGE)
        self.wait(lambda b: self.find("#version").text != "")
        if language == "ja":
            self.find("#language").click()
            self.wait(lambda b: self.find("html").get_attribute("lang") == "ja")

    def find(self, css):
        return self.browser.find_element(By.CSS_SELECTOR, css)

    def wait(self, condition):
        return WebDriverWait(self.browser, PATIENCE, 0.1).until(condition)

    def go(self, screen):
        self.find(f'nav a[href="#{screen}"]').click()
        self.wait(lambda b: self.find(f"#{screen}").is_displayed())

    def click(self, css):
        self.browser.execute_script("arguments[0].click()", self.find(css))

    def drop(self, *paths, on="assess"):
        files = []
        for path in paths:
            with open(path, "rb") as file:
                files.append((os.path.basename(path), base64.b64encode(file.read()).decode()))
        self.browser.execute_script(DROP, on, files)

    def settled(self):
        self.wait(lambda b: self.find("#assess").get_attribute("aria-busy") == "false"
                  and (self.find("#panel").is_displayed() or self.find("#trouble").is_displayed()))

    def assess(self, *paths):
        self.drop(*paths)
        self.settled()

    def take_away(self, name, css=None):
        self.click(css or f'[data-file="{name}"]')
        target = os.path.join(self.folder, name)
        self.wait(lambda b: os.path.exists(target))
        return target

    def signal(self):
        return self.find("#signal").text

    def picture(self, name):
        if not PICTURES:
            return
        width, height = self.browser.execute_script(
            "return [document.documentElement.clientWidth, document.documentElement.scrollHeight]")
        shot = self.browser.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}})
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
        own = ("blob:", "data:", "about:")  # the engine, and Chromium's own signs of fields
        self.assertEqual([], [url for url in asked
                              if url.split("#")[0] != PAGE and not url.startswith(own)])

    def fits(self):
        wide = self.browser.execute_script(
            "const page = document.documentElement; return [page.scrollWidth, page.clientWidth]")
        self.assertLessEqual(wide[0], wide[1])

    def test_drop_switch_download(self):
        self.open()
        self.assess(PUMP)
        before = self.signal()
        self.assertRegex(before, r"times the tolerable")
        self.picture("assess-en")
        self.click("#fewest")
        self.wait(lambda b: self.signal() != before)
        self.settled()
        self.assertIn("Acceptable", self.signal())
        for name, head in (("register.xlsx", b"PK"), ("register.csv", b"\xef\xbb\xbf"),
                           ("report.html", b"<!DOCTYPE html>"), ("questions.xlsx", b"PK"),
                           ("letter.txt", b"")):
            with open(self.take_away(name), "rb") as file:
                self.assertTrue(file.read().startswith(head), name)
        self.fits()
        self.quiet()

    def test_deployment_moves_the_verdict(self):
        self.open()
        self.assess(PUMP)
        before = self.signal()
        self.click('input[name="zone"][value="internet-reachable"]')
        self.wait(lambda b: self.signal() != before)
        self.quiet()

    def test_saved_work_is_opened(self):
        self.open()
        self.assess(PUMP)
        before = self.signal()
        self.click('input[name="zone"][value="internet-reachable"]')
        self.wait(lambda b: self.signal() != before)
        self.find('input[name="name"]').send_keys("病棟3の輸液ポンプ", Keys.TAB)
        self.settled()
        moved = self.signal()
        saved = self.take_away("work.json")
        self.open()
        self.assess(saved)
        self.assertEqual(moved, self.signal())
        self.assertEqual("病棟3の輸液ポンプ", self.find('input[name="name"]').get_attribute("value"))
        self.assertIn("form.xlsx", self.find("#files").text)
        self.quiet()

    def test_register_is_carried_on(self):
        self.open()
        self.assess(PUMP)
        path = self.take_away("register.csv")
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        rows[1][rows[0].index("owner")] = "臨床工学室"
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        self.open()
        self.go("mine")
        self.drop(path, on="mine")
        self.wait(lambda b: "form" in self.find("#mine-wanted").text)
        self.drop(PUMP, on="mine")
        self.wait(lambda b: self.find("#mine-result").is_displayed())
        self.assertIn("1 of 1", self.find("#mine-said").text)
        self.assertIn("臨床工学室", self.find("#mine-table").text)
        self.picture("mine-en")
        with open(self.take_away("register.json"), encoding="utf-8") as file:
            self.assertIn("臨床工学室", file.read())
        self.quiet()

    def test_bids_are_compared(self):
        self.open()
        self.go("compare")
        self.drop(PUMP, CT, on="compare")
        self.wait(lambda b: self.find("#compare-table").is_displayed())
        self.assertEqual(2, len(self.browser.find_elements(
            By.CSS_SELECTOR, "#compare-table tbody tr")))
        self.picture("compare-en")
        with open(self.take_away("comparison.xlsx", "#compare-outputs button"), "rb") as file:
            self.assertEqual(b"PK", file.read(2))
        self.fits()
        self.quiet()

    def test_weights_and_differences(self):
        self.open()
        self.go("compare")
        self.drop(PUMP, CT, on="compare")
        self.wait(lambda b: self.find("#differences-part").is_displayed())
        self.assertGreater(len(self.browser.find_elements(
            By.CSS_SELECTOR, "#differences tbody tr")), 10)
        before = self.find("#compare-said").text
        self.click("#weights-part summary")
        for slider in self.browser.find_elements(By.CSS_SELECTOR, "#weights input")[1:]:
            slider.send_keys(Keys.HOME)
        self.wait(lambda b: self.find("#compare-said").text != before
                  and self.find("#compare-busy").text == "")
        self.assertNotIn("MDS1884", self.find("#compare-warned").text)  # they add up to 1
        self.picture("weights-en")
        self.click("#weights-reset")
        self.wait(lambda b: self.find("#compare-said").text == before)
        self.fits()
        self.quiet()

    def test_fleet_is_ranked(self):
        self.open()
        self.go("fleet")
        bundle = os.path.join(self.folder, "mail.zip")
        with zipfile.ZipFile(bundle, "w") as archive:
            archive.write(PUMP, "pump/form.xlsx")
            archive.writestr("pump/read me.txt", "no form")
        self.drop(CT, bundle, on="fleet")
        self.wait(lambda b: self.find("#fleet-busy").text == "" and len(b.find_elements(
            By.CSS_SELECTOR, "#fleet-table tbody tr")) == 3)
        rows = [row.text for row in self.browser.find_elements(
            By.CSS_SELECTOR, "#fleet-table tbody tr")]
        self.assertNotIn("undefined", " ".join(rows))
        self.assertIn("read me.txt", rows[0])  # what was not read comes first, with its reason
        self.assertIn("MDS1", rows[0])
        times = [float(row.find_elements(By.TAG_NAME, "td")[1].text) for row in
                 self.browser.find_elements(By.CSS_SELECTOR, "#fleet-table tbody tr")[1:]]
        self.assertEqual(sorted(times, reverse=True), times)
        self.picture("fleet-en")
        with open(self.take_away("fleet.csv", "#fleet button[data-list='fleet.csv']"), encoding="utf-8-sig") as file:
            self.assertEqual(4, len(file.readlines()))
        self.fits()
        self.quiet()

    def test_inventory_is_joined_to_the_forms(self):
        self.open()
        self.go("fleet")
        self.drop(CT, PUMP, os.path.join(EXAMPLES, "fleet", "inventory.csv"),
                  os.path.join(EXAMPLES, "fleet", "zones.csv"), on="fleet")
        self.wait(lambda b: self.find("#fleet-busy").text == ""
                  and self.find("#fleet-joined-part").is_displayed())
        rows = [row.text for row in self.browser.find_elements(
            By.CSS_SELECTOR, "#fleet-table tbody tr")]
        self.assertTrue(any("F-0001" in row for row in rows), rows)
        self.assertNotIn("undefined", " ".join(rows))
        self.assertIn("AL-300", self.find("#fleet-matches").get_attribute("textContent"))
        self.picture("fleet-inventory-en")
        self.fits()
        self.quiet()

    def test_form_is_translated(self):
        self.open()
        self.go("translate")
        self.drop(PUMP, on="translate")
        self.wait(lambda b: self.find("#translate-table").is_displayed())
        self.find("#translate-template").send_keys(
            os.path.join(EXAMPLES, "blank-mds-jp-4.1.xlsx"))
        filled = "#translate-outputs button:nth-of-type(2)"
        self.wait(lambda b: b.find_elements(By.CSS_SELECTOR, filled))
        self.picture("translate-en")
        with open(self.take_away("filled.xlsx", filled), "rb") as file:
            self.assertEqual(b"PK", file.read(2))
        self.fits()
        self.quiet()

    def test_japanese_on_a_phone(self):
        self.open(360, 740, "ja")
        self.assess(CT)
        self.assertIn("許容値の", self.signal())
        self.picture("assess-ja-phone")
        for screen in SCREENS:
            self.go(screen)
            self.fits()
        self.quiet()

    def test_japanese_in_the_dark(self):
        self.open(1280, 900, "ja")
        self.click("#theme")
        self.assess(PUMP)
        self.picture("assess-ja-dark")
        self.fits()
        self.quiet()

    def test_keyboard_alone(self):
        self.open()
        keys = self.browser.switch_to.active_element
        for _ in range(12):
            keys.send_keys(Keys.TAB)
            keys = self.browser.switch_to.active_element
            if keys.get_attribute("id") == "example":
                break
        self.assertEqual("example", keys.get_attribute("id"))
        keys.send_keys(Keys.ENTER)
        self.settled()
        before = self.signal()
        for _ in range(60):
            keys = self.browser.switch_to.active_element
            if keys.get_attribute("role") == "switch":
                break
            keys.send_keys(Keys.TAB)
        keys.send_keys(Keys.SPACE)
        self.wait(lambda b: self.signal() != before)
        self.assertEqual("switch", self.browser.switch_to.active_element.get_attribute("role"))
        self.quiet()

    def test_work_without_an_end_is_stopped(self):
        self.open()
        self.browser.execute_script("""
            const wait = setTimeout;
            globalThis.setTimeout = (f, ms, ...more) => wait(f, ms > 60000 ? 0 : ms, ...more);""")
        self.assess(PUMP)
        self.assertTrue(self.find("#trouble").is_displayed())
        self.assertIn("memory or time", self.find("#trouble").text)
        self.open()
        self.assess(PUMP)
        self.assertIn("times the tolerable", self.signal())

    def test_files_that_are_no_forms_are_said(self):
        self.open()
        hostile = {"no-form.xlsx": b"PK\x03\x04" + os.urandom(5000), "empty.csv": b"",
                   "form.pdf": b"%PDF-1.7\n", "deep.json": b"[" * 100000}
        for name, content in hostile.items():
            path = os.path.join(self.folder, name)
            with open(path, "wb") as file:
                file.write(content)
            self.assess(path)
            self.assertTrue(self.find("#trouble").is_displayed(), name)
            self.assertIn("MDS1", self.find("#messages").text, name)
            self.assertIn(name, self.find("#messages").text)
            self.click("#again")
        self.assess(PUMP)  # and the page still works
        self.assertIn("times the tolerable", self.signal())
        self.quiet()


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=2)
