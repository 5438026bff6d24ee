"""A reader with a pencil: reads every page, file and answer about one published cycle, and says where two disagree.

Only what is printed counts: nothing here asks the code that works figures out.
"""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml import html
from pptx import Presentation
from pypdf import PdfReader

from reports.board.pdf import board_pdf
from reports.board.slides import board_slides

from .printed import DASH, board_row, counted, drawn_in, number, rising_in, seen_in, tenths, text_of, whole


@dataclass
class Reader:
    """Reads as a superintendent of the whole district (``client``), a trustee, a province viewer and a program."""

    district: object
    cycle: object
    client: object
    trustee: object = None
    province: object = None
    program: object = None
    report: object = None
    shared: str = ""
    problems: list = field(default_factory=list)

    def differ(self, what, **found):
        """Note a contradiction, unless all places say the same."""
        values = list(found.values())
        if any(value != values[0] for value in values):
            self.problems.append(f"{what}: " + ", ".join(f"{place} {value!r}" for place, value in found.items()))

    def say(self, words):
        """Note something that is wrong by itself."""
        self.problems.append(words)

    def get(self, path, client=None, place=None):
        """The answer at an address of the district's results."""
        place = f"/districts/{self.district.slug}/results" if place is None else place
        answer = (client or self.client).get(f"{place}{path}")
        assert answer.status_code == 200, path
        return b"".join(answer) if answer.streaming else answer.content

    def page(self, path, **where):
        """A page, whose bare dashes are noted."""
        page = html.fromstring(self.get(path, **where).decode())
        self.look_for_dashes(page, path)
        return page

    def look_for_dashes(self, page, path):
        """A dash that stands in a cell without a word, and that no legend explains."""
        explained = any(DASH in text_of(one) for one in page.xpath("//*[contains(@class, 'legend')]"))
        for cell in page.xpath("//main//td | //main//dd | //main//p"):
            if seen_in(cell) == DASH:
                says = cell.xpath(
                    "descendant-or-self::*/@aria-label | descendant::*[contains(@class, 'visually-hidden')]"
                )
                reason = cell.getnext() is not None and cell.tag == "dd" and text_of(cell.getnext())
                if not (explained and says) and not reason:
                    row = cell.xpath("ancestor::tr/th | ancestor::dl[1]/preceding::h1[1]")
                    self.say(f"{path}: a dash without a word at {text_of(row[0]) if row else html.tostring(cell)}")

    def table(self, path, **where):
        """A file of rows, by the titles of its columns."""
        return list(csv.DictReader(io.StringIO(self.get(path, **where).decode("utf-8-sig"))))

    # -- The board report ---------------------------------------------------------------------------

    def board_rows(self, page):
        """The board's rows of a page: by number the level, change and its schools, target, coverage, schools, left out."""
        heads = [text_of(head) for head in page.xpath("//table[contains(@class, 'board-table')]/thead//th")]
        compares, targets = any(h.startswith("Change") for h in heads), any(h.endswith("or above") for h in heads)
        found = {}
        for row in page.xpath("//table[contains(@class, 'board-table')]/tbody/tr"):
            name, level, *rest = (text_of(cell) for cell in row)
            change = rest.pop(0) if compares else ""
            target = rest.pop(0) if targets else DASH
            found[int(name.split()[0])] = board_row(level, change, target, *rest)
        return found

    @cached_property
    def board(self):
        """The board's page."""
        return self.page("/board/")

    def read_board(self):
        """The same report on its page, to a trustee, behind its link, on paper, on slides, in a file and to a program."""
        rows = self.board_rows(self.board)
        says = [text_of(p) for p in self.board.xpath("//div[@class='board-says']/p")]
        places = {"trustee": self.page("/board/", client=self.trustee)} if self.trustee else {}
        if self.shared:
            places["link"] = self.page(self.shared, place="")
        for place, page in places.items():
            self.differ(
                "the board's sentences",
                page=says,
                **{place: [text_of(p) for p in page.xpath("//div[@class='board-says']/p")]},
            )
            self.differ_by_row("board", page=rows, **{place: self.board_rows(page)})
        self.read_board_files(rows, says)
        if self.report:
            self.read_paper(rows, says)
            self.read_slides(rows, says)
        told = [row["change"] for row in rows.values() if row["change"] is not None]
        self.differ("how many the board says rose", words=counted(says[-1], "rose"), cells=sum(c > 0 for c in told))
        self.differ("how many the board says fell", words=counted(says[-1], "fell"), cells=sum(c < 0 for c in told))
        return rows

    def read_board_files(self, rows, says):
        """The file and the answer for programs."""
        of_file = {}
        for line in self.table("/board.csv", place=f"/districts/{self.district.slug}/results"):
            name, level, target, coverage, schools, left_out, change, of_schools, _practices, note = line.values()
            of_file[int(name.split()[0])] = {
                "level": number(level), "change": number(change), "change_schools": whole(of_schools),
                "target": number(target), "coverage": number(coverage), "schools": int(schools), "left_out": int(left_out),
            }  # fmt: skip
            for figure, head in ((level, "No level"), (change, "No change")):
                if not figure and head not in note:
                    self.say(f"board.csv: no {head} in the note of {name}")
        self.differ_by_row("board", page=rows, file=of_file)
        if self.program:
            self.read_board_for_programs(rows)

    def read_board_for_programs(self, rows):
        """The answers for programs: the board report, and the district's row of the means."""
        place = f"districts/{self.district.slug}"
        keys = ("level", "change", "change_schools", "target", "coverage", "schools", "left_out")
        board = {row["characteristic"]: row for row in self.program(f"{place}/board")}
        self.differ_by_row("board", page=rows, program={n: {k: row[k] for k in keys} for n, row in board.items()})
        for n, row in board.items():
            self.differ(
                f"whether {n} has a change or a reason",
                change=row["change"] is None,
                reason=bool(row["change_missing"]),
            )
        means = {r["characteristic"]: r for r in self.program(f"{place}/means") if r["family"] is None}
        for n, row in rows.items():
            self.differ(f"schools of {n}", page=row["schools"], means=means[n]["schools"])
            if row["level"] is not None:
                self.differ(f"level of {n}", page=row["level"], means=means[n]["level"])
        days = [row["published_on"] for row in self.program(f"{place}/cycles") if row["name"] == self.cycle.name]
        self.differ("the day of publication", program=days, here=[str(self.cycle.published_on)])

    def read_paper(self, rows, says):
        """The PDF: what the page says, row by row, in its order."""
        text = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(board_pdf(self.report))).pages).split())
        squeezed = text.replace(" ", "")
        for sentence in says:
            if sentence.replace(" ", "") not in squeezed:
                self.say(f"PDF: lacks “{sentence}”")
        for row in self.board.xpath("//table[contains(@class, 'board-table')]/tbody/tr"):
            for cell in row:
                if "".join(text_of(cell).split()) not in squeezed:
                    self.say(f"PDF: lacks “{text_of(cell)}”")

    def read_slides(self, rows, says):
        """The slides: the table's cells are those of the page, the chart's bars those of the table."""
        deck = Presentation(io.BytesIO(board_slides(self.report)))
        shapes = [shape for slide in deck.slides for shape in slide.shapes]
        text = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
        for sentence in says:
            if sentence not in text:
                self.say(f"slides: lack “{sentence}”")
        table = next(shape.table for shape in shapes if shape.has_table)
        heads = [cell.text for cell in table.rows[0].cells]
        found = {}
        for row in list(table.rows)[1:]:
            name, level, *rest = (" ".join(cell.text.split()) for cell in row.cells)
            change = rest.pop(0) if any(h.startswith("Change") for h in heads) else ""
            target = rest.pop(0) if any(h.endswith("or above") for h in heads) else DASH
            if DASH in (level, change, target, *rest):
                self.say(f"slides: a dash without a word in the row of {name}")
            found[int(name.split()[0])] = board_row(level, change, target, *rest)
        self.differ_by_row("board", page=rows, slides=found)
        chart = next(shape.chart for shape in shapes if shape.has_chart)
        (plot,) = chart.plots
        bars = {
            series.name: {int(c.split()[0]): v for c, v in zip(plot.categories, series.values, strict=True)}
            for series in plot.series
        }
        self.differ("the slides' bars", chart=bars, table={self.cycle.name: {n: r["level"] for n, r in rows.items()}})

    def differ_by_row(self, what, **places):
        """Note where rows of places differ, figure by figure."""
        first = next(iter(places.values()))
        for n, row in first.items():
            for key in row:
                self.differ(
                    f"{what}, {key} of {n}", **{place: rows.get(n, {}).get(key) for place, rows in places.items()}
                )

    # -- The trend ------------------------------------------------------------------------------------

    def read_trend(self, board):
        """The trend's page, pictures and file, by themselves and beside the board."""
        page = self.page("/trend/")
        tables = page.xpath("//table[contains(@class, 'trend-table')]")
        if not tables:
            return {}
        rows = {}
        for row in tables[0].xpath("tbody/tr"):
            cells = [text_of(cell) for cell in row]
            n = int(cells[0].split()[0])
            if cells[1].startswith(DASH):
                before = after = change = None
                cells = [*cells[:2], None, None, *cells[2:]]
            else:
                before, after, change = (number(text) for text in cells[1:4])
                self.differ(f"trend, change of {n}", printed=tenths(change), subtracted=tenths(after) - tenths(before))
            rose, fell, stayed = (int(text) for text in cells[4:7])
            rows[n] = {"before": before, "after": after, "change": change, "rose": rose, "fell": fell, "stayed": stayed,
                       "schools": int(cells[8].split()[0])}  # fmt: skip
        self.read_trend_file(rows)
        self.read_pictures(page, rows)
        told = [row["change"] for row in rows.values() if row["change"] is not None]
        strip = [text_of(dd) for dd in page.xpath("//dl[@class='strip']//dd")]
        self.differ("how many rose", words=counted(strip[0], ""), cells=sum(c > 0 for c in told))
        self.differ("how many fell", words=counted(strip[1], ""), cells=sum(c < 0 for c in told))
        self.differ("how many the headline says rose", words=rising_in(text_of(page.xpath("//p[@class='lead']")[0])),
                    cells=sum(c > 0 for c in told))  # fmt: skip
        by_practice = [sum(int(text_of(cell)) for cell in page.xpath(f"//tr[td[contains(@class, 'balance')]]/td[{place}]"))
                       for place in (2, 3, 4)]  # fmt: skip
        self.differ("judgements of all practices", strip=[int(strip[2]), int(strip[4])], rows=by_practice[:2])
        self.differ_from_the_board(board, rows, page)
        return rows

    def differ_from_the_board(self, board, rows, page):
        """The board tells the trend's changes; those that it leaves out are counted on the trend."""
        untold = 0
        for n, row in board.items():
            if row["change"] is None:
                untold += rows[n]["change"] is not None
                continue
            self.differ(f"change of {n}", board=row["change"], trend=rows[n]["change"])
            self.differ(f"schools of the change of {n}", board=row["change_schools"], trend=rows[n]["schools"])
        said = re.search(r"leaves out (\d+) of these", text_of(page.xpath("//main")[0]))
        self.differ("changes that the board leaves out", trend=int(said[1]) if said else 0, board=untold)

    def read_trend_file(self, rows):
        """The trend as a file."""
        found = {}
        for line in self.table("/trend.csv"):
            name, before, after, change, rose, fell, stayed, _part, _all, schools, _left_out, note = line.values()
            found[int(name.split()[0])] = {
                "before": number(before), "after": number(after), "change": number(change), "rose": int(rose),
                "fell": int(fell), "stayed": int(stayed), "schools": int(schools),
            }  # fmt: skip
            if not change and not note:
                self.say(f"trend.csv: no reason at {name}")
        self.differ_by_row("trend", page=rows, file=found)

    def read_pictures(self, page, rows):
        """Each picture ends at the numbers of the table, where two cycles are drawn; the change below it is the table's."""
        for picture in page.xpath("//ul[@class='slopes']/li"):
            n = int(text_of(picture.xpath("h3/span")[0]))
            ends = [float(text) for text in picture.xpath(".//*[local-name()='text']/text()")]
            below = text_of(picture.xpath("p")[0]).split()
            row = rows[n]
            if row["change"] is None:
                continue
            self.differ(f"below the picture of {n}", picture=number(below[0]), table=row["change"])
            self.differ(f"the end of the picture of {n}", picture=ends[-1], table=row["after"])

    # -- The heatmap, stories, records ------------------------------------------------------------------

    def read_heatmap(self, board):
        """The district's row and each school's, as table, file and chart."""
        page = self.page("/")
        rows = {row.get("id"): row for row in page.xpath("//div[contains(@class, 'heat-scroll')]//tr[@id]")}
        printed = {key: [seen_in(cell).split()[0] for cell in row.xpath("td")[:-1]] for key, row in rows.items()}
        district = dict(enumerate((number(text) for text in printed["district"]), start=1))
        self.differ("the district's levels", heatmap={n: v for n, v in district.items() if board[n]["level"] is not None},
                    board={n: row["level"] for n, row in board.items() if row["level"] is not None})  # fmt: skip
        self.read_heatmap_files(page, rows, printed)
        self.read_strip(page, board)
        return {key: dict(enumerate(texts, start=1)) for key, texts in printed.items()}

    def read_heatmap_files(self, page, rows, printed):
        """The heatmap's file, and its chart with the marks of the table."""
        lines = [list(line.values()) for line in self.table(".csv", place=f"/districts/{self.district.slug}/results")]
        chart = json.loads(self.get("/chart.json"))
        columns = len(printed["district"])
        self.differ("the file's district row", file=[number(v) for v in lines[0][3 : 3 + columns]],
                    page=[number(v) for v in printed["district"]])  # fmt: skip
        in_chart, faint = drawn_in(chart)
        everywhere = page.xpath("//div[contains(@class, 'heat-scroll')]//tbody/tr[td]")
        heads = chart["data"][0]["x"]
        for y, row in enumerate(everywhere):
            cells, name = row.xpath("td")[:-1], text_of(row.xpath("th")[0])
            self.differ(
                f"chart and table of {name}",
                table=[seen_in(cell) for cell in cells],
                chart=[in_chart[head, y] for head in heads],
            )
            self.differ(
                f"faint cells of {name}",
                table=["faint" in (cell.get("class") or "") for cell in cells],
                chart=[(head, y) in faint for head in heads],
            )
        said = " ".join(one["text"].replace("<br>", " ") for one in chart["layout"]["annotations"])
        legend = [text_of(item) for item in page.xpath("//section[contains(@class, 'heat')]/ul[@class='legend']/li")]
        for mark in {word for text in in_chart.values() for word in text.split()[1:]} | (
            {DASH} & set(in_chart.values())
        ):
            for line in (line for line in legend if line.startswith(mark)):
                if line not in said:
                    self.say(f"the chart does not say “{line}”")

    def read_strip(self, page, board):
        """What to talk about first is what the board reads most room to grow in."""
        first = page.xpath("//dl[@class='strip']//dd[contains(@class, 'figure-words')]/a")
        says = text_of(self.board.xpath("//div[@class='board-says']/p")[0])
        if first and "most room to grow" in says:
            name = text_of(first[0]).split(" ", 1)[1]
            self.differ("lowest level", strip=name, board=re.search(r"most room to grow has (.*) \(", says)[1])

    def read_schools(self, heat, trend, most=4):
        """Some schools' stories, records and years beside the heatmap and the trend."""
        for key in [key for key in heat if key.startswith("s")][:most]:
            years = self.years_of(key, trend)
            record = self.page(f"/schools/{key[1:]}/")
            for row in record.xpath("(//table[contains(@class, 'table-calm')])[1]/tbody/tr"):
                cells = [seen_in(cell) for cell in row]
                n = int(cells[0].split()[0])
                self.differ(f"level of {n} at {key}", heatmap=heat[key][n], record=cells[1].split()[0])
                self.differ(f"district's level of {n}", heatmap=heat["district"][n], record=cells[2].split()[0])
            for n in list(heat[key])[:2]:
                story = self.page(f"/characteristics/{n}/schools/{key[1:]}/")
                row = story.xpath("//table/tbody/tr[1]")[0]
                own, district = (seen_in(cell).split()[0] for cell in row.xpath("td"))
                self.differ(f"level of {n} at {key}", heatmap=heat[key][n], story=own)
                self.differ(f"district's level of {n}", heatmap=heat["district"][n], story=district)
                notice = [text_of(p) for p in story.xpath("//p[@class='notice']")]
                found = re.search(r": (\d+) rose, (\d+) stayed, (\d+) fell", notice[0]) if notice else None
                if found and n in years:
                    rose, stayed, fell = map(int, found.groups())
                    self.differ(f"what changed in {n} at {key}", story=(rose, fell, stayed), years=years[n])

    def years_of(self, key, trend):
        """A school's own changes; beside them the district's, which are the trend's."""
        page = self.page(f"/schools/{key[1:]}/years/")
        tables = page.xpath("//table[contains(@class, 'trend-table')]")
        found = {}
        for row in tables[0].xpath("tbody/tr") if tables else ():
            cells = [text_of(cell) for cell in row]
            n = int(cells[0].split()[0])
            if cells[1].startswith(DASH):
                cells = [*cells[:2], None, None, *cells[2:]]
            else:
                before, after, change = (tenths(number(text)) for text in cells[1:4])
                self.differ(f"years of {key}, change of {n}", printed=change, subtracted=after - before)
            self.differ(
                f"district's change of {n} beside {key}", years=number(cells[4].split()[0]), trend=trend[n]["change"]
            )
            found[n] = tuple(int(text) for text in cells[5:8])
        return found

    # -- Everybody else ---------------------------------------------------------------------------------

    def read_province(self, board):
        """The district among those of the province: its levels, its day."""
        page = self.page("/province/", client=self.province, place="")
        row = next(r for r in page.xpath("//tbody/tr") if self.district.name in text_of(r.xpath("th")[0]))
        levels = {n: number(seen_in(cell)) for n, cell in enumerate(row.xpath("td"), start=1)}
        self.differ("levels in the province", province=levels, board={n: own["level"] for n, own in board.items()})
        line = next(
            r
            for r in self.table("/province.csv", client=self.province, place="")
            if r["District"] == self.district.name
        )
        self.differ("levels in the province's file", page=levels, file={n: number(line[f"Level: {n}"]) for n in levels})
        self.differ("the day of publication", province=line["Published"], here=str(self.cycle.published_on))

    def read_mirror(self):
        """Every characteristic that is shown is counted once: higher, alike, lower, or without a gap."""
        page = self.page("/mirror/")
        figures = [text_of(dd) for dd in page.xpath("//dl[@class='strip']//dd")]
        if not figures:
            return
        of = int(re.search(r"of (\d+) characteristic", " ".join(figures))[1])
        counts = [int(text_of(dd)) for dd in page.xpath("//dl[@class='strip']//dd[@class='figure num']")]
        without = re.search(r"(\d+) without a gap", " ".join(figures))
        self.differ("the mirror's characteristics", counted=sum(counts) + (int(without[1]) if without else 0), shown=of)

    def read_all(self):
        """Everything; the contradictions found."""
        board = self.read_board()
        trend = self.read_trend(board)
        heat = self.read_heatmap(board)
        self.read_schools(heat, trend)
        self.read_mirror()
        for path in ("/evidence/", *(f"/characteristics/{n}/" for n in board)):
            self.page(path)
        if self.province:
            self.read_province(board)
        return self.problems
