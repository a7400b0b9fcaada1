-- How the admin's search reads words (search/admin/backend.py). No stop words: a title is found by each of its words,
-- "été" among them. Everything is named with its schema: a restored dump has an empty search path.

DO $$ BEGIN
IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_ts_config WHERE cfgname = 'search_whole_words') THEN
    -- As they stand, but for accents: beginnings of words are compared.
    CREATE TEXT SEARCH CONFIGURATION public.search_beginnings (COPY = pg_catalog.simple);
    ALTER TEXT SEARCH CONFIGURATION public.search_beginnings
        ALTER MAPPING FOR asciiword, word, hword, asciihword, hword_part, hword_asciipart, numword, hword_numpart, numhword
        WITH public.unaccent, pg_catalog.simple;
    -- Without accents and endings.
    CREATE TEXT SEARCH DICTIONARY public.search_endings (TEMPLATE = pg_catalog.snowball, LANGUAGE = french);
    CREATE TEXT SEARCH CONFIGURATION public.search_whole_words (COPY = pg_catalog.simple);
    ALTER TEXT SEARCH CONFIGURATION public.search_whole_words
        ALTER MAPPING FOR asciiword, word, hword, asciihword, hword_part, hword_asciipart, numword, hword_numpart, numhword
        WITH public.unaccent, public.search_endings;
END IF;
END $$;
