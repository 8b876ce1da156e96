DROP VIEW IF EXISTS review_failures_by_quarter;
CREATE VIEW review_failures_by_quarter AS
SELECT q.quarter, q.first_day, q.last_day, q.running, count(i.id) AS failures
FROM quarters q LEFT JOIN incidents i ON i.quarter = q.quarter
GROUP BY q.quarter ORDER BY q.first_day;

DROP VIEW IF EXISTS review_failures_by_severity;
CREATE VIEW review_failures_by_severity AS
SELECT quarter, coalesce(severity, 'unrated') AS severity, count(*) AS failures
FROM incidents WHERE counted GROUP BY quarter, severity ORDER BY quarter, severity;

DROP VIEW IF EXISTS review_failures_by_service;
CREATE VIEW review_failures_by_service AS
SELECT i.quarter, s.name AS service, count(DISTINCT i.id) AS failures
FROM incidents i LEFT JOIN incident_services s ON s.incident = i.id
WHERE i.counted GROUP BY i.quarter, s.name ORDER BY i.quarter, failures DESC, service;

DROP VIEW IF EXISTS review_failures_by_cause;
CREATE VIEW review_failures_by_cause AS
SELECT i.quarter, c.name AS cause, count(DISTINCT i.id) AS failures
FROM incidents i LEFT JOIN incident_causes c ON c.incident = i.id
WHERE i.counted GROUP BY i.quarter, c.name ORDER BY i.quarter, failures DESC, cause;

DROP VIEW IF EXISTS review_recurring;
CREATE VIEW review_recurring AS
SELECT r.chain, r.cause, r.service,
  count(*) AS incidents, min(i.date) AS first_date, max(i.date) AS last_date,
  (SELECT count(DISTINCT w.incident) FROM recurred_while_open w WHERE w.chain = r.chain) AS while_open
FROM recurrences r JOIN recurrence_incidents m ON m.chain = r.chain JOIN incidents i ON i.id = m.incident
GROUP BY r.chain ORDER BY incidents DESC, last_date DESC;

DROP VIEW IF EXISTS review_recurred_while_open;
CREATE VIEW review_recurred_while_open AS
SELECT w.incident, i.date, w.earlier, w.action_item, a.task, a.owner, a.team, a.due, w.days_overdue
FROM recurred_while_open w
JOIN incidents i ON i.id = w.incident JOIN action_items a ON a.id = w.action_item AND a.incident = w.earlier
ORDER BY i.date DESC, w.days_overdue DESC;

DROP VIEW IF EXISTS review_overdue;
CREATE VIEW review_overdue AS
SELECT a.id, a.incident, i.title, a.task, a.owner, a.team, a.due, a.overdue_days
FROM action_items a JOIN incidents i ON i.id = a.incident
WHERE a.overdue_days > 0 ORDER BY a.overdue_days DESC, a.id;

DROP VIEW IF EXISTS review_overdue_by_owner;
CREATE VIEW review_overdue_by_owner AS
SELECT owner, count(*) AS overdue, max(overdue_days) AS oldest_days
FROM review_overdue GROUP BY owner ORDER BY overdue DESC, oldest_days DESC;

DROP VIEW IF EXISTS review_response_times;
CREATE VIEW review_response_times AS
WITH measured AS (
  SELECT i.quarter, d.measure, d.seconds,
    row_number() OVER (PARTITION BY i.quarter, d.measure ORDER BY d.seconds) AS place,
    count(*) OVER (PARTITION BY i.quarter, d.measure) AS n
  FROM incidents i JOIN incident_durations d ON d.incident = i.id
  WHERE i.counted AND i.quarter IS NOT NULL)
SELECT m.quarter, m.measure, m.n, q.failures - m.n AS not_stated,
  CAST(round(avg(CASE WHEN m.place IN ((m.n + 1) / 2, (m.n + 2) / 2) THEN m.seconds END)) AS INTEGER) AS median_seconds
FROM measured m JOIN review_failures_by_quarter q ON q.quarter = m.quarter
GROUP BY m.quarter, m.measure ORDER BY m.quarter, m.measure;

DROP VIEW IF EXISTS review_not_stated;
CREATE VIEW review_not_stated AS
WITH failures AS (SELECT * FROM incidents WHERE counted)
SELECT 'date' AS fact, count(*) FILTER (WHERE date IS NULL) AS not_stated, count(*) AS failures FROM failures
UNION ALL SELECT 'severity', count(*) FILTER (WHERE severity IS NULL), count(*) FROM failures
UNION ALL SELECT 'service', count(*) FILTER (WHERE id NOT IN (SELECT incident FROM incident_services)), count(*) FROM failures
UNION ALL SELECT 'cause', count(*) FILTER (WHERE id NOT IN (SELECT incident FROM incident_causes)), count(*) FROM failures
UNION ALL SELECT 'detection', count(*) FILTER (WHERE detection IS NULL), count(*) FROM failures
UNION ALL SELECT 'time to resolve', count(*) FILTER (WHERE id NOT IN (SELECT incident FROM incident_durations WHERE measure = 'resolve')), count(*) FROM failures;

