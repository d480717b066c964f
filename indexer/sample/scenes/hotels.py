"""The invented hotels of the sample set. Names, addresses and chains are made up; the places are real towns, the points near them."""
from collections import namedtuple

Hotel = namedtuple("Hotel", "hotel_id name chain latitude longitude country city address")

HOTELS = [Hotel(*row) for row in [
    ("h01", "Larkspur Inn Halifax", "Larkspur Inns", 44.6502, -63.5801, "CA", "Halifax", "118 Invented Quay"),
    ("h02", "Larkspur Inn Portland", "Larkspur Inns", 43.6561, -70.2601, "US", "Portland", "40 Example Street"),
    ("h03", "Larkspur Inn Cork", "Larkspur Inns", 51.8972, -8.4716, "IE", "Cork", "7 Sample Parade"),
    ("h04", "Quillon Suites Lyon", "Quillon Suites", 45.7603, 4.8421, "FR", "Lyon", "22 rue de l'Exemple"),
    ("h05", "Quillon Suites Turin", "Quillon Suites", 45.0688, 7.6801, "IT", "Turin", "Via dell'Esempio 15"),
    ("h06", "Brightwater Lodge Duluth", "Brightwater Lodges", 46.7802, -92.1101, "US", "Duluth", "901 Fictional Avenue"),
    ("h07", "Brightwater Lodge Tampere", "Brightwater Lodges", 61.4966, 23.7604, "FI", "Tampere", "Esimerkkikatu 3"),
    ("h08", "Brightwater Lodge Queenstown", "Brightwater Lodges", -45.0301, 168.6609, "NZ", "Queenstown", "12 Made-up Terrace"),
    ("h09", "Copperbell Hotel Leeds", "Copperbell", 53.7991, -1.5502, "GB", "Leeds", "64 Specimen Row"),
    ("h10", "Copperbell Hotel Rotterdam", "Copperbell", 51.9221, 4.4801, "NL", "Rotterdam", "Voorbeeldstraat 9"),
    ("h11", "Sundial Court Valencia", "Sundial Court", 39.4702, -0.3767, "ES", "Valencia", "Calle del Ejemplo 31"),
    ("h12", "Sundial Court Agadir", "Sundial Court", 30.4203, -9.5981, "MA", "Agadir", "5 avenue Fictive"),
    ("h13", "Nocturne Rooms Osaka", "Nocturne Rooms", 34.6901, 135.5012, "JP", "Osaka", "2-8 Mihon-cho"),
    ("h14", "Nocturne Rooms Busan", "Nocturne Rooms", 35.1801, 129.0751, "KR", "Busan", "17 Bogi-ro"),
    ("h15", "The Paper Crane", "", 50.8467, 4.3499, "BE", "Brussels", "3 rue Imaginaire"),
    ("h16", "Hotel Zur Musterlinde", "", 47.8001, 13.0431, "AT", "Salzburg", "Mustergasse 11"),
    ("h17", "Casa Inventada", "", 19.0413, -98.2062, "MX", "Puebla", "Calle Inventada 204"),
    ("h18", "Pensjonat Przyklad", "", 50.0619, 19.9369, "PL", "Krakow", "ul. Przykladowa 6"),
    ("h19", "Harbour Light Guest House", "", 60.3913, 5.3221, "NO", "Bergen", "Eksempelgaten 14"),
    ("h20", "Motel Tumbleweed Sample", "", 35.0844, -106.6504, "US", "Albuquerque", "5550 Specimen Boulevard"),
    ("h21", "Pousada Exemplo", "", -12.9718, -38.5011, "BR", "Salvador", "Rua do Exemplo 77"),
    ("h22", "The Velvet Ledger", "", 41.8819, -87.6278, "US", "Chicago", "355 Imaginary Plaza"),
    ("h23", "Blue Shutter Rooms", "", 37.9755, 23.7348, "GR", "Athens", "Odos Paradeigma 19"),
    ("h24", "Marigold Transit Hotel", "", 12.9716, 77.5946, "IN", "Bengaluru", "88 Sample Cross Road"),
]]

# Rooms that appear in advertisements and queries only: no hotel of the gallery has them.
STRANGERS = [Hotel(*row) for row in [
    ("x01", "Not in the gallery 1", "", 48.2082, 16.3738, "AT", "Vienna", ""),
    ("x02", "Not in the gallery 2", "", 45.5019, -73.5674, "CA", "Montreal", ""),
    ("x03", "Not in the gallery 3", "", -33.4489, -70.6693, "CL", "Santiago", ""),
]]

ROOMS = {"r1": 1, "r2": 2}


def by_id(hotel_id):
    return next(h for h in HOTELS + STRANGERS if h.hotel_id == hotel_id)
