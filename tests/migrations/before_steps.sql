BEGIN TRANSACTION;
CREATE TABLE cases (
	case_id CHAR(32) NOT NULL, 
	subject_id CHAR(32) NOT NULL, 
	given_name JSON, 
	family_name JSON, 
	date_of_birth JSON, 
	non_disclosure BOOLEAN NOT NULL, 
	sender_name VARCHAR(200) NOT NULL, 
	referral_id CHAR(32), 
	organisation CHAR(32), 
	programme VARCHAR(60), 
	programme_version INTEGER, 
	municipality VARCHAR(3), 
	opened_on DATE, 
	phase VARCHAR(60), 
	phase_since DATE, 
	closed_on DATE, 
	followed_up_on DATE, 
	PRIMARY KEY (case_id)
);
CREATE TABLE checkpoints (
	consumer VARCHAR(60) NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	partition INTEGER NOT NULL, 
	epoch CHAR(32) NOT NULL, 
	position BIGINT NOT NULL, 
	passed BIGINT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	moved_at DATETIME NOT NULL, 
	PRIMARY KEY (consumer, source, partition)
);
CREATE TABLE claims (
	scope VARCHAR(40) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	stream VARCHAR(80) NOT NULL, 
	PRIMARY KEY (scope, "key")
);
CREATE TABLE deliveries (
	client CHAR(32) NOT NULL, 
	n BIGINT NOT NULL, 
	position BIGINT NOT NULL, 
	PRIMARY KEY (client, n), 
	UNIQUE (client, position)
);
CREATE TABLE deliveries_followed (
	client CHAR(32) NOT NULL, 
	position BIGINT NOT NULL, 
	PRIMARY KEY (client)
);
CREATE TABLE events (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	stream VARCHAR(80) NOT NULL, 
	version INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	schema_version INTEGER NOT NULL, 
	data JSON NOT NULL, 
	metadata JSON NOT NULL, 
	reach VARCHAR(10) NOT NULL, 
	partition INTEGER, 
	recorded_at DATETIME NOT NULL, 
	PRIMARY KEY (seq), 
	CONSTRAINT events_stream_version UNIQUE (stream, version), 
	UNIQUE (id)
);
INSERT INTO "events" VALUES(1,'ddd1e54f87d640c58935f40137276120','bicycle-00000000-0000-4000-8000-000000000001',1,'bicycle.bought',2,'{"bicycle_id":"00000000-0000-4000-8000-000000000001","model":"city","price":100}','{"actor":"ana","organisation":"00000000-0000-4000-8000-00000000c0de","correlation":"ddd1e54f-87d6-40c5-8935-f40137276120","concerns":["00000000-0000-4000-8000-00000000c0de"]}','public',0,'2026-03-02 12:00:00.000000');
CREATE TABLE idempotency (
	client VARCHAR(80) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	status INTEGER, 
	body JSON, 
	headers JSON, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (client, "key")
);
CREATE TABLE known_organisations (
	organisation_id CHAR(32) NOT NULL, 
	code VARCHAR(60) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	kind VARCHAR(30) NOT NULL, 
	area VARCHAR(20), 
	PRIMARY KEY (organisation_id), 
	UNIQUE (code)
);
CREATE TABLE known_programmes (
	code VARCHAR(60) NOT NULL, 
	version INTEGER NOT NULL, 
	provider CHAR(32) NOT NULL, 
	programme JSON NOT NULL, 
	PRIMARY KEY (code, version)
);
CREATE TABLE matches (
	match_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	person_id CHAR(32), 
	status VARCHAR(20) NOT NULL, 
	agreed_on DATE, 
	started_on DATE, 
	ended_on DATE, 
	PRIMARY KEY (match_id)
);
CREATE TABLE moments (
	position INTEGER NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	"on" DATE NOT NULL, 
	what VARCHAR(30) NOT NULL, 
	facts JSON NOT NULL, 
	"by" VARCHAR(80) NOT NULL, 
	subject_id CHAR(32), 
	words JSON, 
	PRIMARY KEY (position)
);
CREATE TABLE parked (
	consumer VARCHAR(60) NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	partition INTEGER NOT NULL, 
	position BIGINT NOT NULL, 
	event_id CHAR(32) NOT NULL, 
	stream VARCHAR(80) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	schema_version INTEGER NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	parked_at DATETIME NOT NULL, 
	PRIMARY KEY (consumer, source, partition, position)
);
CREATE TABLE positions (
	position INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	partition INTEGER, 
	previous INTEGER, 
	numbered_at DATETIME NOT NULL, 
	PRIMARY KEY (position), 
	UNIQUE (seq)
);
INSERT INTO "positions" VALUES(1,1,0,0,'2026-03-02 12:00:00.000000');
CREATE TABLE principals (
	id CHAR(32) NOT NULL, 
	subject VARCHAR(255) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	sign_in VARCHAR(120) NOT NULL, 
	organisation CHAR(32), 
	roles JSON NOT NULL, 
	active BOOLEAN NOT NULL, 
	name JSON, 
	PRIMARY KEY (id), 
	UNIQUE (subject)
);
CREATE TABLE sessions (
	hash VARCHAR(64) NOT NULL, 
	principal CHAR(32), 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	data JSON NOT NULL, 
	PRIMARY KEY (hash)
);
CREATE TABLE store (
	only INTEGER NOT NULL, 
	epoch_number INTEGER NOT NULL, 
	epoch CHAR(32) NOT NULL, 
	partitions INTEGER NOT NULL, 
	PRIMARY KEY (only)
);
INSERT INTO "store" VALUES(1,1,'de016cb2a05a4549acad95b3854e9b6b',1);
CREATE TABLE team (
	case_id CHAR(32) NOT NULL, 
	person_id CHAR(32) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	since DATE NOT NULL, 
	PRIMARY KEY (case_id, person_id)
);
CREATE TABLE unnumbered (
	seq INTEGER NOT NULL, 
	PRIMARY KEY (seq)
);
CREATE TABLE visits (
	visit_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	held_on DATE, 
	kind VARCHAR(10), 
	status VARCHAR(10), 
	minutes INTEGER, 
	present INTEGER, 
	volunteer_id CHAR(32), 
	began_at VARCHAR(5), 
	subject_id CHAR(32), 
	activities JSON, 
	impression JSON, 
	notes JSON, 
	PRIMARY KEY (visit_id)
);
CREATE INDEX positions_partition ON positions (partition, position);
CREATE TRIGGER number_event AFTER INSERT ON events BEGIN
  INSERT INTO positions (position, seq, partition, previous, numbered_at)
  SELECT coalesce((SELECT max(position) FROM positions), 0) + 1, NEW.seq, NEW.partition,
    CASE WHEN NEW.partition IS NOT NULL THEN coalesce(
      (SELECT max(position) FROM positions WHERE partition = NEW.partition), 0) END,
    max(NEW.recorded_at, coalesce(
      (SELECT numbered_at FROM positions ORDER BY position DESC LIMIT 1), NEW.recorded_at));
END;
CREATE INDEX parked_stream ON parked (consumer, source, stream);
CREATE INDEX ix_cases_referral_id ON cases (referral_id);
CREATE INDEX ix_cases_organisation ON cases (organisation);
CREATE INDEX team_person ON team (person_id);
CREATE INDEX moments_case ON moments (case_id, "on");
CREATE INDEX visits_case ON visits (case_id, held_on);
CREATE INDEX matches_person ON matches (person_id);
CREATE INDEX ix_matches_case_id ON matches (case_id);
CREATE INDEX sessions_seen_at ON sessions (seen_at);
CREATE INDEX ix_sessions_principal ON sessions (principal);
COMMIT;
