-- History only grows, one row after the other. A payload may be erased by law (its salted hash
-- stays); nothing else of a row ever changes. Rows are indexed in the unit of work that wrote them.

CREATE OR REPLACE FUNCTION guard_history() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM history) THEN
      PERFORM refuse('history_fixed');
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.payload IS NULL THEN
    OLD.payload := NULL;
    IF NEW IS NOT DISTINCT FROM OLD THEN RETURN NEW; END IF;
  END IF;
  PERFORM refuse('history_fixed');
END
$$;

CREATE OR REPLACE FUNCTION guard_history_subject() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP <> 'INSERT' OR NEW.seq IS DISTINCT FROM (SELECT max(seq) FROM history) THEN
    PERFORM refuse('history_fixed');
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER a_fixed BEFORE INSERT OR UPDATE OR DELETE ON history
FOR EACH ROW EXECUTE FUNCTION guard_history();

CREATE TRIGGER a_fixed BEFORE INSERT OR UPDATE OR DELETE ON history_subject
FOR EACH ROW EXECUTE FUNCTION guard_history_subject();
