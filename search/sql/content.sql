-- What is asked, in the two ways in which search_text() writes it. Several words are a phrase; stop words alone, nothing.
CREATE OR REPLACE FUNCTION public.search_query(language text, t text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT CASE language
    WHEN 'fr' THEN phraseto_tsquery('public.search_fr', s)
        || public.search_unaccent(phraseto_tsquery('pg_catalog.french', s)::text)::tsquery
    ELSE phraseto_tsquery('public.search_en', s)
        || public.search_unaccent(phraseto_tsquery('pg_catalog.english', s)::text)::tsquery
    END
   FROM (SELECT public.search_spaced($2)) spaced(s) $$;
