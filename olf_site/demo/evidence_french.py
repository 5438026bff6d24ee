"""The same for French-language schools."""

from .evidence_texts import CHANGING, DATA, DOCUMENT, DOING, IMPROVING, OBSERVATION, VOICES, Piece

FRENCH = (
    Piece(
        "Procès-verbaux de l’équipe d’amélioration, {term}",
        DOCUMENT,
        DOING,
        (1, 4),
        "Six réunions; chacune finit par qui fait quoi et pour quand.",
    ),
    Piece(
        "Soirée d’orientation : ce que les familles ont dit",
        VOICES,
        DOING,
        (1, 9),
        "Quarante-huit cartes, regroupées par thème.",
    ),
    Piece(
        "Séquence en littératie, de la maternelle à la 6e",
        DOCUMENT,
        DOING,
        (2, 5),
        "Une page par année, avec l’évaluation commune en regard.",
        "programme/litteratie",
    ),
    Piece(
        "Lecture : de l’automne au printemps",
        DATA,
        CHANGING,
        (2, 3, 4),
        "Au niveau attendu : 55 % en octobre, 67 % en mai.",
    ),
    Piece(
        "Rencontres de données, {term}",
        OBSERVATION,
        IMPROVING,
        (3, 5),
        "Neuf rencontres; sept ont fini par un changement de groupe.",
    ),
    Piece("Temps de planification commun", DOCUMENT, DOING, (6, 5), "Quatre-vingts minutes par cycle."),
    Piece("Journées de suppléance, {term}", DATA, DOING, (6, 4), "29 jours sur 41 pour les années visées au plan."),
    Piece(
        "Qui anime quoi : équipes et comités", DOCUMENT, DOING, (7, 6), "Cinq équipes, deux noms chacune, sans titre."
    ),
    Piece("Relève : ce que deux d’entre nous ont essayé", VOICES, IMPROVING, (7,), "Deux projets d’un an."),
    Piece(
        "Présentation au conseil sur nos cibles",
        DOCUMENT,
        DOING,
        (8, 1),
        "Quatre diapositives et leurs questions.",
        "conseil/presentation",
    ),
    Piece(
        "Visite des conseillères et conseillers scolaires",
        OBSERVATION,
        DOING,
        (8, 9),
        "Les objectifs étaient à l’ordre du jour.",
    ),
    Piece("Soirées familiales : présence sur trois ans", DATA, CHANGING, (9,), "31, 44 et 70 familles."),
)
