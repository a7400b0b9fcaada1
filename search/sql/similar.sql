-- Words of a scope that are like those asked for, by their letters or by their sound.
CREATE OR REPLACE FUNCTION public.search_similar(text, text[], int)
    RETURNS TABLE (typed text, word text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT SET pg_trgm.similarity_threshold = 0.28 AS $$
BEGIN
    RETURN QUERY
    SELECT asked, near.word::text
    FROM unnest($2) asked, LATERAL (
        SELECT each.word, each.uses FROM (
            SELECT w.word, w.uses FROM public.search_word w WHERE w.scope = $1 AND w.word OPERATOR(public.%) asked
            UNION
            SELECT w.word, w.uses FROM public.search_word w
            WHERE w.scope = $1 AND w.sound = public.search_sound(asked)
        ) each
        ORDER BY public.similarity(each.word, asked) DESC, each.uses DESC LIMIT $3
    ) near;
END $$;
