-- Every string that is one slip away: a letter too many, too few, another, or two that changed places.
CREATE OR REPLACE FUNCTION public.search_one_slip(word text, letters text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT array_agg(slip) FROM (
    SELECT left($1, i - 1) || substr($1, i + 1) FROM generate_series(1, length($1)) i
    UNION ALL
    SELECT left($1, i - 1) || substr($1, i + 1, 1) || substr($1, i, 1) || substr($1, i + 2)
    FROM generate_series(1, length($1) - 1) i
    UNION ALL
    SELECT left($1, i - 1) || letter || substr($1, i + 1)
    FROM generate_series(1, length($1)) i, string_to_table($2, NULL) letter
    UNION ALL
    SELECT left($1, i) || letter || substr($1, i + 1)
    FROM generate_series(0, length($1)) i, string_to_table($2, NULL) letter
) slips(slip) $$;

-- Words of a scope that are like those asked for: by their letters, by their sound, or but for one slip in either.
-- Trigrams see long words; of a short one, a slip leaves hardly any.
CREATE OR REPLACE FUNCTION public.search_similar(text, text[], int)
    RETURNS TABLE (typed text, typed_sound text, word text, sound text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT SET pg_trgm.similarity_threshold = 0.28 AS $$
BEGIN
    RETURN QUERY
    SELECT asked.word, asked.sound, near.word::text, near.sound
    FROM (SELECT one, public.search_sound(one) FROM unnest($2) one) asked(word, sound), LATERAL (
        SELECT each.word, each.sound FROM (
            SELECT w.word, w.sound FROM public.search_word w
            WHERE w.scope = $1 AND w.word OPERATOR(public.%) asked.word
            UNION
            SELECT w.word, w.sound FROM public.search_word w
            WHERE w.scope = $1 AND w.sound = asked.sound
            UNION
            SELECT w.word, w.sound FROM public.search_word w
            WHERE w.scope = $1 AND w.sound OPERATOR(public.%) asked.sound
            UNION
            SELECT w.word, w.sound FROM public.search_word w
            WHERE w.scope = $1 AND length(asked.word) BETWEEN 3 AND 12
                AND w.word = ANY(public.search_one_slip(asked.word, 'abcdefghijklmnopqrstuvwxyz'))
            UNION
            SELECT w.word, w.sound FROM public.search_word w
            WHERE w.scope = $1 AND length(asked.sound) BETWEEN 3 AND 12
                AND w.sound = ANY(public.search_one_slip(asked.sound, 'abdefgijklmnoprstuvSNUIAO'))
        ) each
        ORDER BY public.similarity(each.word, asked.word) + public.similarity(each.sound, asked.sound) DESC, each.word
        LIMIT $3
    ) near;
END $$;
