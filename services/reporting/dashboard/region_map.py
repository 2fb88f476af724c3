"""Where each municipality of Varsinais-Suomi lies on the tile map: column and row from nought."""

PLACES = (
    ("631", 2, 0),  # Pyhäranta
    ("400", 3, 0),  # Laitila
    ("561", 6, 0),  # Oripää
    ("430", 7, 0),  # Loimaa
    ("895", 1, 1),  # Uusikaupunki
    ("918", 2, 1),  # Vehmaa
    ("503", 3, 1),  # Mynämäki
    ("538", 4, 1),  # Nousiainen
    ("636", 5, 1),  # Pöytyä
    ("019", 6, 1),  # Aura
    ("284", 7, 1),  # Koski Tl
    ("761", 8, 1),  # Somero
    ("304", 0, 2),  # Kustavi
    ("833", 1, 2),  # Taivassalo
    ("481", 3, 2),  # Masku
    ("704", 4, 2),  # Rusko
    ("423", 5, 2),  # Lieto
    ("480", 6, 2),  # Marttila
    ("529", 2, 3),  # Naantali
    ("680", 3, 3),  # Raisio
    ("853", 4, 3),  # Turku
    ("202", 5, 3),  # Kaarina
    ("577", 6, 3),  # Paimio
    ("734", 7, 3),  # Salo
    ("445", 3, 4),  # Parainen
    ("738", 5, 4),  # Sauvo
    ("322", 4, 5),  # Kemiönsaari
)
