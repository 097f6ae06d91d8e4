//! Invented names and quarters for the overlay. The towns are real, so that a map
//! shows something; the quarters around them are not.

/// A country's words.
pub struct Country {
    /// ISO code as in the demo book.
    pub code: &'static str,
    /// The dialling code.
    pub dial: &'static str,
    /// The written names: first words and last words, of coprime counts.
    pub first: &'static [&'static str],
    /// See `first`.
    pub last: &'static [&'static str],
    /// A real town, with latitude and longitude in millionths of a degree.
    pub town: (&'static str, i32, i32),
    /// Invented quarters around it.
    pub quarters: &'static [&'static str],
}

const SPANISH_FIRST: &[&str] = &[
    "Ana", "Beatriz", "Carlos", "Daniela", "Elena", "Fernando", "Gloria", "Héctor", "Irma", "Jorge", "Lucía", "Marta",
    "Rosa",
];
const SPANISH_LAST: &[&str] = &[
    "Aguilar",
    "Castro",
    "Cruz",
    "Díaz",
    "Flores",
    "García",
    "Hernández",
    "López",
    "Martínez",
    "Mejía",
    "Morales",
    "Reyes",
    "Rivera",
    "Zelaya",
];
const SPANISH_QUARTERS: &[&str] = &["Barrio Tres Molinos", "Colonia El Pozo Viejo", "Barrio La Vereda"];

/// Every country of the demo book whose people get an address. For Gaza none is
/// invented.
pub const COUNTRIES: &[Country] = &[
    Country {
        code: "UG",
        dial: "+256",
        first: &[
            "Amina",
            "Betty",
            "Brian",
            "Christine",
            "David",
            "Esther",
            "Florence",
            "Geoffrey",
            "Grace",
            "Harriet",
            "Isaac",
            "Joyce",
            "Juliet",
            "Moses",
            "Patrick",
            "Rose",
            "Samuel",
        ],
        last: &[
            "Achieng", "Akello", "Apio", "Auma", "Kato", "Kizza", "Lubega", "Mugisha", "Mukasa", "Nabirye", "Nakato",
            "Namutebi", "Ochieng", "Okello", "Opio", "Wandera",
        ],
        town: ("Tororo", 692_800, 34_180_900),
        quarters: &[
            "Three Mangoes",
            "Old Well Side",
            "Upper Brickyard",
            "Papyrus End",
            "Weavers Row",
            "Quarry Side",
            "Chapel Ridge",
            "Lower Ferry",
        ],
    },
    Country {
        code: "KE",
        dial: "+254",
        first: &[
            "Agnes",
            "Beatrice",
            "Caroline",
            "Daniel",
            "Dorcas",
            "Elizabeth",
            "Faith",
            "George",
            "Hellen",
            "James",
            "Jane",
            "Joseph",
            "Lucy",
            "Mary",
            "Peter",
            "Stephen",
            "Teresia",
        ],
        last: &[
            "Atieno", "Chebet", "Gathoni", "Kamau", "Kariuki", "Kiprono", "Kiptoo", "Maina", "Moraa", "Mutua",
            "Mwangi", "Njeri", "Odhiambo", "Wairimu", "Wambui", "Wanjiku",
        ],
        town: ("Nakuru", -303_100, 36_080_000),
        quarters: &["Mti Mmoja", "Kisima Kidogo", "Soko la Zamani", "Daraja Mbili", "Kilima Kijani"],
    },
    Country {
        code: "TZ",
        dial: "+255",
        first: &["Asha", "Baraka", "Halima", "Juma", "Neema", "Zawadi"],
        last: &["Kimaro", "Lyimo", "Massawe", "Mbwana", "Mushi", "Shirima", "Swai"],
        town: ("Moshi", -3_334_900, 37_340_400),
        quarters: &["Mwembe Tano", "Mtaa wa Chemchemi", "Njia ya Juu"],
    },
    Country {
        code: "SN",
        dial: "+221",
        first: &["Aïssatou", "Awa", "Fatou", "Mamadou", "Ousmane"],
        last: &["Ba", "Diallo", "Diop", "Fall", "Ndiaye", "Sarr"],
        town: ("Thiès", 14_791_000, -16_935_900),
        quarters: &["Quartier du Puits Neuf", "Quartier des Trois Baobabs"],
    },
    Country {
        code: "HN",
        dial: "+504",
        first: SPANISH_FIRST,
        last: SPANISH_LAST,
        town: ("Comayagua", 14_451_400, -87_637_500),
        quarters: SPANISH_QUARTERS,
    },
    Country {
        code: "NI",
        dial: "+505",
        first: SPANISH_FIRST,
        last: SPANISH_LAST,
        town: ("Estelí", 13_091_900, -86_353_800),
        quarters: SPANISH_QUARTERS,
    },
    Country {
        code: "EC",
        dial: "+593",
        first: SPANISH_FIRST,
        last: SPANISH_LAST,
        town: ("Ambato", -1_241_700, -78_619_700),
        quarters: SPANISH_QUARTERS,
    },
    Country {
        code: "MX",
        dial: "+52",
        first: SPANISH_FIRST,
        last: SPANISH_LAST,
        town: ("Oaxaca", 17_073_200, -96_726_600),
        quarters: SPANISH_QUARTERS,
    },
    Country {
        code: "KH",
        dial: "+855",
        // The family name is written first.
        first: &["Chan", "Keo", "Kim", "Ly", "Mao", "Sok", "Som", "Tep"],
        last: &["Bopha", "Chanthy", "Dara", "Kunthea", "Rithy", "Sokha", "Sophal", "Srey", "Vanna"],
        town: ("Battambang", 13_095_700, 103_202_200),
        quarters: &["Phum Chas Bei", "Phum Steung Touch"],
    },
    Country {
        code: "BG",
        dial: "+359",
        first: &["Dimitar", "Georgi", "Ivan", "Petar", "Stoyan"],
        last: &["Dimitrov", "Georgiev", "Ivanov", "Nikolov", "Petrov", "Todorov"],
        town: ("Plovdiv", 42_135_400, 24_745_300),
        quarters: &["Trite Oreha", "Staria Kladenets"],
    },
    Country {
        code: "MD",
        dial: "+373",
        first: &["Ana", "Elena", "Ion", "Vasile"],
        last: &["Ceban", "Lungu", "Munteanu", "Rotaru", "Rusu"],
        town: ("Bălți", 47_761_700, 27_928_900),
        quarters: &["Trei Nuci", "Fântâna Veche"],
    },
    Country {
        code: "WS",
        dial: "+685",
        first: &["Fetu", "Lagi", "Sina", "Tavita"],
        last: &["Amituanai", "Faleolo", "Leota", "Malaga", "Tofa"],
        town: ("Apia", -13_890_000, -171_760_000),
        quarters: &["Talie Tolu", "Vaipuna Fou"],
    },
    Country {
        code: "IN",
        dial: "+91",
        first: &["Lakshmi", "Meena", "Ravi", "Suresh"],
        last: &["Das", "Kumar", "Nair", "Pillai", "Reddy"],
        town: ("Madurai", 9_925_200, 78_119_800),
        quarters: &["Three Tamarinds", "Old Tank Street"],
    },
    Country {
        code: "GZ",
        dial: "",
        first: &["Amal", "Huda", "Samir", "Yusuf"],
        last: &["Awad", "Hamdan", "Khalil", "Nasser", "Saleh"],
        town: ("", 0, 0),
        quarters: &[],
    },
];
