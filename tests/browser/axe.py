"""What axe is asked about a page, in both colour schemes, and how a page is made short for it."""

from functools import cache

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What else axe looks at is the same in the dark.
COLOURS = ["color-contrast", "link-in-text-block"]
RUN = "(how) => axe.run(...how).then((found) => found.violations)"
# A colour on its way from one scheme to the other is neither.
SETTLE = "() => document.getAnimations().forEach((animation) => animation.finish())"
SAME_IDS = """() => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""
# What axe says of one row it says of the thousandth. A row among many goes if all that is in it has been seen twice
# before. Two elements are alike if tag, states, style and kinds of children are, theirs and all their ancestors'.
THIN_OUT = """() => {
    const ROW = /^(tr|tbody|li|article|section|details|div|option)$/;
    const TELLING = /^(class|style|type|role|lang|dir|tabindex|scope|value|method|open|colspan|rowspan)$|^aria-/;
    const NAMING = /^aria-(label|labelledby|describedby|controls|owns|activedescendant)$|^value$/;
    const kinds = new Map(), numbers = new Map(), seen = new Map();
    const said = (element) => {
        const own = [element.localName];
        for (const {name, value} of element.attributes)
            own.push(name, TELLING.test(name) && !NAMING.test(name) ? value : Boolean(value.trim()));
        const inside = new Set();
        for (const child of element.childNodes)
            if (child.nodeType === 1) inside.add(child.localName);
            else if (child.nodeType === 3 && child.data.trim()) inside.add('#');
        return JSON.stringify([own, [...inside].sort()]);
    };
    for (const element of document.body.querySelectorAll('*')) {
        const kind = `${kinds.get(element.parentElement)} ${said(element)}`;
        if (!numbers.has(kind)) numbers.set(kind, numbers.size);
        kinds.set(element, numbers.get(kind));
    }
    const known = (element) => seen.get(kinds.get(element)) >= 2;
    const visit = (element) => {
        seen.set(kinds.get(element), (seen.get(kinds.get(element)) || 0) + 1);
        const many = new Map();
        for (const child of element.children) many.set(child.localName, (many.get(child.localName) || 0) + 1);
        for (const child of [...element.children])
            if (ROW.test(child.localName) && many.get(child.localName) > 2
                && known(child) && [...child.querySelectorAll('*')].every(known)) child.remove();
            else visit(child);
    };
    visit(document.body);
}"""


@cache
def script():
    return Axe().axe_script


def bring_axe(context):
    """Have axe on every page of a browser's context."""
    context.add_init_script(script())


def same_ids(page):
    """The ids that more than one element has, which a page made short would hide."""
    return page.evaluate(SAME_IDS)


def thin_out(page):
    """Take rows, cards and options out of a page that are like two others that stay."""
    page.evaluate(THIN_OUT)


def barriers_on(page, tags, within="body"):
    """What axe finds within a part: all that the tags name in light colours, and in dark ones what is about colours."""
    asked = {"light": {"type": "tag", "values": tags}, "dark": {"type": "rule", "values": COLOURS}}
    found = []
    for scheme, only in asked.items():
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLE)
        # Without reading style sheets ahead: axe looks for what they import beside the page, and ours import nothing.
        how = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
        for violation in page.evaluate(RUN, [within, how]):
            nodes = [
                f"{node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
                for node in violation["nodes"][:3]
            ]
            found.append(f"{scheme} {violation['id']}: {nodes}")
    return found
