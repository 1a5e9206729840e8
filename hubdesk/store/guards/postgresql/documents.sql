-- A document is a draft without a number until it is sealed; sealing gives the next number of its
-- series, so that none is missing. Sealed documents and their lines never change or go.

CREATE OR REPLACE FUNCTION guard_document() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.sealed OR NEW.number IS NOT NULL OR NEW.code IS NOT NULL THEN
      PERFORM refuse('sealed');
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.sealed THEN PERFORM refuse('sealed'); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF (NEW.sealed AND (NEW.id <> OLD.id OR NEW.number IS NULL OR NEW.code IS NULL
        OR NEW.sealed_at IS NULL))
      OR (NOT NEW.sealed AND (NEW.number IS NOT NULL OR NEW.code IS NOT NULL)) THEN
    PERFORM refuse('sealed');
  END IF;
  IF NEW.sealed AND NEW.number <>
      (SELECT max(number) + 1 FROM document WHERE series = NEW.series) THEN
    PERFORM refuse('number_gap');
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION guard_document_line() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    IF (SELECT sealed FROM document WHERE id = OLD.document_id FOR SHARE) THEN
      PERFORM refuse('sealed');
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF (SELECT sealed FROM document WHERE id = NEW.document_id FOR SHARE) THEN
    PERFORM refuse('sealed');
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER b_sealed BEFORE INSERT OR UPDATE OR DELETE ON document
FOR EACH ROW EXECUTE FUNCTION guard_document();

CREATE TRIGGER b_sealed BEFORE INSERT OR UPDATE OR DELETE ON document_line
FOR EACH ROW EXECUTE FUNCTION guard_document_line();
