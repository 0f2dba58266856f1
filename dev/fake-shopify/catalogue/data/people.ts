/** Names and places for made-up customers. Addresses end in example domains, which nobody can own. */
export interface Country {
  code: string;
  locale: string;
  weight: number;
  first: string[];
  last: string[];
  streets: string[];
  places: [city: string, zip: string, province: string | null][];
  numberFirst: boolean;
}

const EN_FIRST =
  "Ada Amelia Audrey Beatrice Callum Clara Daniel Edith Eleanor Elliot Esther Felix Grace Hannah Harriet Hugo Imogen Isaac Iris Jonah June Leo Lydia Mabel Margaret Miles Naomi Nora Oliver Owen Pearl Phoebe Quentin Rosa Ruth Samuel Silas Theo Violet Winifred".split(
    " ",
  );
const EN_LAST =
  "Abbott Archer Baker Bennett Brooks Carver Chen Cole Dawson Delgado Ellis Fisher Flores Garner Grant Hale Harper Hayes Ito Jensen Kapoor Keller Lane Lopez Marsh Mercer Moreno Nash Okafor Park Pierce Quinn Reyes Rhodes Shaw Singh Sutton Tran Vaughn Webb Whitaker Young".split(
    " ",
  );

export const COUNTRIES: Country[] = [
  {
    code: "US",
    locale: "en",
    weight: 56,
    first: EN_FIRST,
    last: EN_LAST,
    numberFirst: true,
    streets: [
      "Maple Street",
      "Alder Avenue",
      "Orchard Road",
      "Juniper Lane",
      "Mill Street",
      "Prospect Avenue",
      "Hawthorne Drive",
      "Cedar Court",
    ],
    places: [
      ["Portland", "97214", "OR"],
      ["Brooklyn", "11215", "NY"],
      ["Hudson", "12534", "NY"],
      ["Oakland", "94611", "CA"],
      ["Austin", "78704", "TX"],
      ["Chicago", "60614", "IL"],
      ["Burlington", "05401", "VT"],
      ["Seattle", "98103", "WA"],
      ["Madison", "53703", "WI"],
      ["Asheville", "28801", "NC"],
      ["Denver", "80203", "CO"],
      ["Providence", "02906", "RI"],
    ],
  },
  {
    code: "DE",
    locale: "de",
    weight: 14,
    numberFirst: false,
    first:
      "Anna Bernd Carla Dirk Elke Emma Friedrich Greta Hannes Ida Jonas Jürgen Katrin Lars Lena Martha Moritz Nele Ole Paula Ruth Sören Tobias Ute".split(
        " ",
      ),
    last: "Albrecht Becker Brandt Dietrich Ehlers Fischer Gärtner Hartmann Jansen Köhler Lorenz Müller Neumann Peters Richter Schäfer Schröder Vogt Weiß Ziegler".split(
      " ",
    ),
    streets: [
      "Lindenstraße",
      "Gartenweg",
      "Schillerstraße",
      "Am Mühlbach",
      "Rosenweg",
      "Bergmannstraße",
    ],
    places: [
      ["Berlin", "10999", null],
      ["Hamburg", "22767", null],
      ["Köln", "50674", null],
      ["Leipzig", "04229", null],
      ["München", "80469", null],
      ["Freiburg", "79098", null],
    ],
  },
  {
    code: "GB",
    locale: "en",
    weight: 11,
    first: EN_FIRST,
    last: EN_LAST,
    numberFirst: true,
    streets: [
      "Church Road",
      "Station Road",
      "Albion Terrace",
      "Chapel Lane",
      "Victoria Street",
    ],
    places: [
      ["London", "E8 3PN", null],
      ["Bristol", "BS6 5QA", null],
      ["Edinburgh", "EH3 6SW", null],
      ["Leeds", "LS6 2AS", null],
      ["Cardiff", "CF11 9LJ", null],
    ],
  },
  {
    code: "FR",
    locale: "fr",
    weight: 8,
    numberFirst: true,
    first:
      "Agathe Antoine Baptiste Camille Céline Chloé Étienne Gabriel Hélène Inès Jules Louise Lucien Manon Mathis Noémie Rémi Solène Théo Zoé".split(
        " ",
      ),
    last: "Aubert Bernard Chevalier Dubois Fontaine Garnier Lambert Lefèvre Marchand Moreau Noël Perrin Rousseau Roux Simon Vidal".split(
      " ",
    ),
    streets: [
      "rue des Lilas",
      "rue du Moulin",
      "avenue Jean-Jaurès",
      "rue de la Paix",
      "place du Marché",
    ],
    places: [
      ["Paris", "75011", null],
      ["Lyon", "69001", null],
      ["Nantes", "44000", null],
      ["Bordeaux", "33000", null],
      ["Lille", "59800", null],
    ],
  },
  {
    code: "CA",
    locale: "en",
    weight: 7,
    first: EN_FIRST,
    last: EN_LAST,
    numberFirst: true,
    streets: [
      "Queen Street",
      "Bloor Street",
      "Rue Laurier",
      "Commercial Drive",
    ],
    places: [
      ["Toronto", "M6J 1H4", "ON"],
      ["Montréal", "H2T 2S3", "QC"],
      ["Vancouver", "V5L 3X9", "BC"],
      ["Halifax", "B3H 4R2", "NS"],
    ],
  },
  {
    code: "AT",
    locale: "de",
    weight: 4,
    numberFirst: false,
    first:
      "Elisabeth Franz Johanna Lukas Marlene Sebastian Theresa Valentin".split(
        " ",
      ),
    last: "Bauer Gruber Hofer Huber Moser Pichler Steiner Wagner".split(" "),
    streets: ["Neubaugasse", "Mariahilfer Straße", "Am Graben"],
    places: [
      ["Wien", "1070", null],
      ["Graz", "8010", null],
      ["Salzburg", "5020", null],
    ],
  },
];
