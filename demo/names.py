"""Names of people who do not exist."""

import unicodedata

from people.accounts import DEMO_DOMAIN

FIRST = (
    "Amara Bérénice Chidi Dalia Emeka Farida Gaétan Hana Ivo Jocelyne Kiran Léonie Mateo Naledi Oksana Priya "
    "Quentin Rosalind Siobhán Tomasz Ume Valérie Wassim Ximena Yusuf Zofia Anwar Brigid Céline Dmitri Esi "
    "Fiona Gurpreet Hélène Imran Jasper Keziah Lorne Mireille Nikolai Odette Pavel Rania Sunniva Tariq Ursula "
    "Vikram Wanda Yasmin Zacharie Aiyana Benoît Carys Desmond Élodie Florian Ginette Hamza Ingrid Joaquín Katya "
    "Liam Marisol Nnamdi Orla Philippe Ruth Soraya Théo Una Vesna Winston Yeva"
).split()

LAST = (
    "Abernethy Bélanger Cardinal Dhaliwal Eklund Fournier Gagné Hashemi Iyer Jankowski Kipling Lafrenière MacAulay "
    "Nakamura O’Dell Papadakis Quigley Rahman Saulnier Tkachenko Underhill Vaillancourt Whitlock Xu Yellowknee Zhang "
    "Adeyemi Boisvert Castellanos D’Souza Edgerton Faucher Grewal Hosseini Ingram Jessup Kowalchuk Lavallée Mbeki "
    "Nguyen Okafor Petrov Rasmussen Sinclair Théberge Usman Villeneuve Wójcik Yamada Zielinski Ahluwalia Beaulieu "
    "Cartwright Desrosiers Esposito Friesen Guèvremont Halvorsen Ishikawa Johal Kessler L’Heureux Moosomin Njoroge "
    "Ouellet Pelletier Rojas Stonechild Thorvaldson Vandermeer Wapachee Ziegler Achneepineskum Brunelle Cho Deneault Elgin"
).split()


def names():
    """Full names, each once, in an order that is always the same."""
    # The lengths have no common divisor, so every pair comes up before one comes again.
    return (f"{FIRST[(i * 7) % len(FIRST)]} {LAST[(i * 5) % len(LAST)]}" for i in range(len(FIRST) * len(LAST)))


def address_of(name):
    """The person's address in the demo's domain, which is reserved for examples."""
    plain = unicodedata.normalize("NFD", name.replace("œ", "oe").replace("’", "")).encode("ascii", "ignore").decode()
    return ".".join(plain.lower().split()) + DEMO_DOMAIN
