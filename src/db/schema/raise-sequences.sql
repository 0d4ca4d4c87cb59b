-- On PostgreSQL: raises each sequence of ids that lags behind its table, as a
-- migration of Patchwork's left those of covers and their comments. A table
-- is locked only when its sequence lags: an insert under way has its number
-- already, so nobody's number can be given out twice.
DO $$
DECLARE
	t record;
	lag text := 'SELECT (SELECT COALESCE(max(id), 0) FROM %s) >='
	    ' (SELECT CASE WHEN is_called THEN last_value + 1'
	    ' ELSE last_value END FROM %s)';
	lags boolean;
BEGIN
	FOR t IN
		SELECT c.oid::regclass::text AS name,
			pg_get_serial_sequence(c.oid::regclass::text, 'id') AS seq
		FROM pg_class c
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id'
		WHERE c.relkind = 'r' AND pg_table_is_visible(c.oid)
			AND (c.relname LIKE 'patchwork\_%'
				OR c.relname LIKE 'auth\_%'
				OR c.relname LIKE 'django\_%')
			AND NOT a.attisdropped
		ORDER BY c.relname
	LOOP
		CONTINUE WHEN t.seq IS NULL
			OR NOT has_sequence_privilege(t.seq, 'SELECT');
		EXECUTE format(lag, t.name, t.seq) INTO lags;
		CONTINUE WHEN NOT lags;
		EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', t.name);
		EXECUTE format('SELECT setval(%L, max(id)) FROM %s', t.seq, t.name);
	END LOOP;
END
$$;
