-- Shared by the other files. A refusal is a constraint violation with the guard's name, which the
-- driver reports like a real constraint. Functions keep the schema they were created in.

CREATE OR REPLACE FUNCTION refuse(guard text) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  RAISE EXCEPTION '%', guard USING ERRCODE = '23514', CONSTRAINT = guard;
END
$$;

CREATE OR REPLACE FUNCTION month_of(day date) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
  SELECT to_char(day, 'YYYY-MM')
$$;

-- Whether one of two months is locked. Waits for whoever is closing them: its lock is exclusive.
CREATE OR REPLACE FUNCTION is_locked(a text, b text) RETURNS boolean
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(74832, m)
     FROM unnest(ARRAY[replace(a, '-', '')::int, replace(b, '-', '')::int]) m
    WHERE m IS NOT NULL ORDER BY m;
  RETURN EXISTS (SELECT 1 FROM period WHERE month IN (a, b) AND state = 'locked');
END
$$;

-- Whether a day of [first, last] (inclusive, last null = for ever) lies in a locked month; where a
-- pool is given, in one that it shared something in.
CREATE OR REPLACE FUNCTION touches_locked(first date, last date, pool bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(74832, 0);
  RETURN EXISTS (
    SELECT 1 FROM period p WHERE p.state = 'locked' AND p.month >= month_of(first)
       AND p.month <= coalesce(month_of(last), '9999-12')
       AND (pool IS NULL OR EXISTS (SELECT 1 FROM share s WHERE s.pool_id = pool
                                     AND p.month IN (s.accounting_month, s.service_month))
            OR EXISTS (SELECT 1 FROM pool_month s WHERE s.pool_id = pool
                        AND p.month IN (s.accounting_month, s.service_month))));
END
$$;
