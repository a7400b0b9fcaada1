-- Words of a scope that are like those asked for, by their letters or by their sound.
CREATE OR REPLACE FUNCTION public.search_similar(in_scope text, asked text[], most int)
    RETURNS TABLE (asked text, word text, uses int)
    LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT SET pg_trgm.similarity_threshold = 0.28 AS $$
BEGIN
    RETURN QUERY
    SELECT typed, near.word::text, near.uses
    FROM unnest($2) typed, LATERAL (
        SELECT each.word, each.uses FROM (
            SELECT w.word, w.uses FROM public.search_word w WHERE w.scope = $1 AND w.word OPERATOR(public.%) typed
            UNION
            SELECT w.word, w.uses FROM public.search_word w
            WHERE w.scope = $1 AND w.sound = public.search_sound(typed)
        ) each
        ORDER BY public.similarity(each.word, typed) DESC, each.uses DESC LIMIT $3
    ) near;
END $$;
