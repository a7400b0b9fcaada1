-- Everything is named with its schema: a restored dump has an empty search path.

-- Stop words stand before the accents fall, else "été" and "même" would be lost to the list.
DO $$ BEGIN
IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = 'search_fr') THEN
    CREATE TEXT SEARCH DICTIONARY public.search_fr_stop (TEMPLATE = simple, STOPWORDS = french, ACCEPT = false);
    CREATE TEXT SEARCH DICTIONARY public.search_en_stop (TEMPLATE = simple, STOPWORDS = english, ACCEPT = false);
    CREATE TEXT SEARCH CONFIGURATION public.search_fr (COPY = simple);
    ALTER TEXT SEARCH CONFIGURATION public.search_fr
        ALTER MAPPING FOR asciiword, word, hword, asciihword, hword_part, hword_asciipart, numword, hword_numpart, numhword
        WITH public.search_fr_stop, public.unaccent, french_stem;
    CREATE TEXT SEARCH CONFIGURATION public.search_en (COPY = simple);
    ALTER TEXT SEARCH CONFIGURATION public.search_en
        ALTER MAPPING FOR asciiword, word, hword, asciihword, hword_part, hword_asciipart, numword, hword_numpart, numhword
        WITH public.search_en_stop, public.unaccent, english_stem;
END IF;
END $$;

-- "CO₂" is "CO2"; unaccent has no rule for it.
CREATE OR REPLACE FUNCTION public.search_unaccent(t text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT public.unaccent('public.unaccent', translate($1, '₀₁₂₃₄₅₆₇₈₉', '0123456789')) $$;

-- Hyphens, apostrophes, slashes and the like are spaces: in what is indexed and in what is asked.
CREATE OR REPLACE FUNCTION public.search_spaced(t text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT translate($1, E'’‘ʼ\'‐‑‒–—-_/·•.', '               ') $$;

-- "AP-HP" is also "APHP", "Covid-19" also "Covid19", "CP-2026-041" also "CP2026041".
CREATE OR REPLACE FUNCTION public.search_glued(t text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT coalesce(string_agg(DISTINCT regexp_replace(m[1], '[-‐‑’'']', '', 'g'), ' '), '')
   FROM regexp_matches($1, '(\w+(?:[-‐‑’'']\w+)+)', 'g') m $$;

-- The form in which names are compared: lower case, no accents, ligatures opened, words apart by one space.
CREATE OR REPLACE FUNCTION public.search_key(t text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT btrim(regexp_replace(lower(public.search_unaccent($1)), '[^a-z0-9]+', ' ', 'g')) $$;

-- Names as French readers look them up: "de" and "d'" do not count, "La" and "Du" do.
CREATE OR REPLACE FUNCTION public.search_sort_key(t text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT regexp_replace(public.search_key($1), '^(de|d) (?=\w)', '') $$;

-- How one word sounds to French ears; the word is a key of search_key.
CREATE OR REPLACE FUNCTION public.search_sound(word text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE w text := word;
BEGIN
    w := replace(w, 'ph', 'f');
    w := regexp_replace(w, 'sch(?=[wmnlrtk])', 's', 'g');
    w := regexp_replace(w, 'sch|sh|ch', 'S', 'g');
    w := replace(w, 'gn', 'N');
    w := replace(w, 'h', '');
    w := regexp_replace(w, 'eau|au', 'o', 'g');
    w := regexp_replace(w, 'oeu|oe|eu', 'e', 'g');
    w := replace(w, 'ou', 'U');
    w := regexp_replace(w, 'es(?=[nl])', 'e', 'g');
    w := regexp_replace(w, '(ain|ein|in|im|ym|yn|un)(?![aeiouyU])', 'I', 'g');
    w := regexp_replace(w, '(an|am|en|em)(?![aeiouyUnm])', 'A', 'g');
    w := regexp_replace(w, '(on|om)(?![aeiouyUnm])', 'O', 'g');
    w := regexp_replace(w, 'ai|ei|ay|ey', 'e', 'g');
    w := replace(w, 'y', 'i');
    w := replace(w, 'w', 'v');
    w := regexp_replace(w, 'c(?=[ei])', 's', 'g');
    w := regexp_replace(w, 'cq|ck|qu|q|c|k', 'k', 'g');
    w := regexp_replace(w, 'gu(?=[ei])', 'g', 'g');
    w := regexp_replace(w, 'ge(?=[aou])', 'j', 'g');
    w := regexp_replace(w, 'g(?=[ei])', 'j', 'g');
    w := replace(w, 'z', 's');
    w := regexp_replace(w, 'er$', 'e');
    w := replace(w, 'x', 'ks');
    w := regexp_replace(w, '(.)\1+', '\1', 'g');
    RETURN regexp_replace(w, '(?<=.)(ks|[etdsp])+$', '');
END $$;

-- Words of a record, as they stand: no stem, since names have none.
CREATE OR REPLACE FUNCTION public.search_words(t text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT to_tsvector('pg_catalog.simple', public.search_key($1) || ' ' || public.search_key(public.search_glued($1))) $$;

-- A text twice: stemmed after its accents fell, and before; so that both spellings of a query find it.
CREATE OR REPLACE FUNCTION public.search_text(language text, t text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT CASE language
    WHEN 'fr' THEN to_tsvector('public.search_fr', s)
        || public.search_unaccent(to_tsvector('pg_catalog.french', s)::text)::tsvector
    ELSE to_tsvector('public.search_en', s)
        || public.search_unaccent(to_tsvector('pg_catalog.english', s)::text)::tsvector
    END
   FROM (SELECT public.search_spaced($2) || ' ' || public.search_glued(translate($2, E'’\'', '  '))) spaced(s) $$;
