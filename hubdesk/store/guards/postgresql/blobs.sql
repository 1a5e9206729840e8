-- A file is known by its hash, so its bytes cannot change; rows that own it may come and go.

CREATE OR REPLACE FUNCTION guard_blob() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM refuse('blob_fixed');
END
$$;

CREATE TRIGGER a_fixed BEFORE UPDATE OR DELETE ON blob
FOR EACH ROW EXECUTE FUNCTION guard_blob();
