"""The reports as one table: target, measured, met or not."""

from .report import KB, NAMES, Table, about, speed

HEATMAP, OTHER, PROVINCE = 25, 60, 100
# What is asked for of a district of 70 schools, by the names in ``readers``: what it is called, and the limit in ms.
REPORTS = {
    "heatmap": ("heatmap", HEATMAP),
    "practices": ("practices × schools", OTHER),
    "school": ("a school’s record", OTHER),
    "school_years": ("a school over the years", OTHER),
    "trend": ("trend", OTHER),
    "how people rated": ("rater_agreement", OTHER),
    "mirror": ("mirror", OTHER),
    "evidence": ("evidence", OTHER),
    "peer_offers": ("who could help", OTHER),
    "peer_offer_practice": ("who could help with one practice", OTHER),
    "progress": ("progress", OTHER),
    "board": ("board report", OTHER),
    "story": ("the story of a cell", OTHER),
    "api guide": ("the API’s guide", OTHER),
    "api figures": ("the API’s figures", OTHER),
    "province": ("province page", PROVINCE),
    "csv": ("all practices as CSV, to the last byte", 300),
    "workbook": ("the cycle as a workbook", 1500),
}
FILES = {"pdf": ("board report as PDF", 3), "pptx": ("board report as PowerPoint", 2)}
MOST_MEMORY, MOST_TIMES_RAW = 150, 3
# The heatmap’s data by what is kept beforehand: only the first is what the target is about.
KEPT = {
    "from nothing": "nothing kept",
    "records": "texts and scale kept, records read anew",
    "kept": "records kept too, as on a page",
}


def drawn(results, sizes):
    """The whole report."""
    table = Table()
    for kind, found in results.items():
        name = NAMES[kind]
        table.add("bare Django view", f"{name}, 1 at a time", "", speed(found["load"]["bare plain"]), None)
        for size in sizes:
            rows_of_reports(table, f"{name}, {size}", size, found)
        rows_of_growth(table, name, found, sizes)
        rows_of_files(table, name, found["files"])
        for size in sizes:
            if size in found["raw"]:
                rows_of_raw(table, f"{name}, {size}", found["raw"][size])
            rows_of_worker(table, f"{name}, {size}", found["sizes"][size])
    return about(results) + table.drawn() + "\n"


def rows_of_reports(table, where, size, found):
    """Every report's median, one request at a time, and its queries."""
    shape = found["sizes"][size]
    for key, (title, limit) in REPORTS.items():
        one = found["load"].get(f"{key} {size}")
        if one is None:
            continue
        times = f"median {one['p50']:.1f} ms, 95 % {one['p95']:.1f} ms, processor {one['processor']:.1f} ms"
        good = set(one["statuses"]) == {"200"}
        said = f"{times}, {shape['queries'][key]} queries" + ("" if good else f"; answers: {one['statuses']}")
        # The province's limit is asked for of its 72 districts at L; what holds for more of them is how it grows.
        limited = key != "province" or size != "XL"
        target = f"≤ {limit} ms" if limited else ""
        table.add(titled(key, title, shape), where, target, said, good and one["p50"] <= limit if limited else None)


def titled(key, title, shape):
    """What was asked for, with how much of it there was."""
    if key == "province":
        return f"{title} of {shape['districts']} districts"
    return f"{title}, {shape['rows'] - 1} rows" if key == "csv" else title


def rows_of_growth(table, name, found, sizes):
    """The same in a larger data set: a district's page costs the same, the province's grows with its schools at most."""
    load, shapes = found["load"], found["sizes"]
    for small, large in (("S", "L"), ("L", "XL")):
        if {small, large} <= set(sizes):
            ratio = load[f"heatmap {large}"]["p50"] / load[f"heatmap {small}"]["p50"]
            table.add(f"heatmap, {large} ÷ {small}", name, "≤ 1.25", f"{ratio:.2f}", ratio <= 1.25)
            each = {
                size: load[f"province {size}"]["p50"] / shapes[size]["everywhere"] * 1000 for size in (small, large)
            }
            said = f"{each[large]:.1f} µs a school, at {small} {each[small]:.1f} µs"
            target = f"≤ a school’s at {small}"
            table.add(f"province page, {large}", name, target, said, each[large] <= each[small])


def rows_of_files(table, name, files):
    """What the task worker makes: in a process that has its libraries, and the first of all."""
    for kind, (title, limit) in FILES.items():
        one = files[kind]
        said = f"{one['median']:.2f} s, the first {one['first']:.2f} s with its libraries, {one['bytes'] / KB:.0f} KB"
        table.add(title, f"{name}, {files['size']}, task worker", f"≤ {limit} s", said, one["median"] <= limit)


def rows_of_raw(table, where, raw):
    """How many times what raw SQL takes, no ratio of different figures; and the province's sums where none is kept."""
    said = f"{raw['times']['province']:.0f} ms without drawing"
    table.add("the province’s figures, nothing kept", where, "", said, None)
    if raw["different"]:
        said = f"{raw['different']} of {raw['figures']} figures differ from raw SQL’s"
        table.add("the heatmap’s data ÷ raw SQL", where, f"≤ {MOST_TIMES_RAW} ×", said, False)
        return
    sql = raw["times"]["raw"]
    for key, title in KEPT.items():
        time = raw["times"][key]
        said = f"{time / sql:.1f} × ({time:.1f} ms, raw SQL {sql:.1f} ms, the same {raw['figures']} figures)"
        met = time <= MOST_TIMES_RAW * sql
        table.add(f"the heatmap’s data ÷ raw SQL, {title}", where, f"≤ {MOST_TIMES_RAW} ×", said, met)


def rows_of_worker(table, where, shape):
    """The larger web worker’s memory after all of it, and what it had to import."""
    resident, proportional, private = shape["memory"]
    said = f"{proportional:.0f} MB (resident {resident:.0f} MB, its own {private:.0f} MB)"
    table.add(
        "memory of the larger web worker after all of it",
        where,
        f"≤ {MOST_MEMORY} MB",
        said,
        proportional <= MOST_MEMORY,
    )
    heavy, lazy = (", ".join(shape[kind]) for kind in ("heavy", "lazy"))
    said = f"{heavy or 'none'}" + (f"; with the first workbook: {lazy}" if lazy else "")
    table.add("heavy libraries in a web worker", where, "none", said, not heavy)
