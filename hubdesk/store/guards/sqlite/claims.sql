-- No unit is ever held twice. Claims of one unit are disjoint (the invariant these triggers keep), so
-- among those that start before the new end only the last can reach past the new start: of two
-- disjoint intervals the later one also ends later. If that one ends in time, all do; if it does
-- not, it overlaps. One seek on the primary key (unit_id, starts_at) therefore decides exactly.
-- An update leaves its own old row out, which skips at most one entry of that seek.

CREATE TRIGGER claim_insert BEFORE INSERT ON claim
WHEN NEW.ends_at - NEW.starts_at > 2678400
  OR (SELECT ends_at FROM claim WHERE unit_id = NEW.unit_id AND starts_at < NEW.ends_at
      ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
BEGIN
  SELECT CASE WHEN NEW.ends_at - NEW.starts_at > 2678400
    THEN RAISE(ABORT, 'claim_too_long') ELSE RAISE(ABORT, 'claim_overlap') END;
END;

CREATE TRIGGER claim_update BEFORE UPDATE ON claim
WHEN NEW.ends_at - NEW.starts_at > 2678400
  OR (SELECT ends_at FROM claim WHERE unit_id = NEW.unit_id AND starts_at < NEW.ends_at
        AND NOT (unit_id = OLD.unit_id AND starts_at = OLD.starts_at)
      ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
BEGIN
  SELECT CASE WHEN NEW.ends_at - NEW.starts_at > 2678400
    THEN RAISE(ABORT, 'claim_too_long') ELSE RAISE(ABORT, 'claim_overlap') END;
END;
