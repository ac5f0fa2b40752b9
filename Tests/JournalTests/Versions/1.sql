CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1');
CREATE TABLE series (
    id INTEGER PRIMARY KEY, facility TEXT NOT NULL, device TEXT NOT NULL, columns TEXT NOT NULL
);
INSERT INTO series VALUES(1,'NJ320104C00012K','a@b/1','[{"quantity":"pm10","unit":"µg\/m3"},{"quantity":"pm25","unit":"µg\/m3"}]');
CREATE TABLE sample (
    sequence INTEGER PRIMARY KEY, series INTEGER NOT NULL, time INTEGER NOT NULL, data BLOB NOT NULL
);
INSERT INTO sample VALUES(1,1,1795399201000,X'011100401900');
CREATE TABLE entry (
    sequence INTEGER PRIMARY KEY, facility TEXT NOT NULL, time INTEGER NOT NULL, body TEXT NOT NULL
);
INSERT INTO entry VALUES(2,'NJ320104C00012K',1795399200000,'{"event":"record","record":{"at":"2026-11-23T02:00:00Z","body":{"kind":"cleaning","parts":"电极"},"by":"王"}}');
INSERT INTO entry VALUES(3,'NJ320104C00012K',1795399200000,'{"event":"record","record":{"at":"2026-11-23T02:00:00Z","body":{"kind":"cleaning","parts":"电极"},"by":"王"}}');
CREATE INDEX entry_of_facility ON entry (facility, sequence);
CREATE TABLE rule_state (
    facility TEXT PRIMARY KEY, sequence INTEGER NOT NULL, state TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO rule_state VALUES('NJ320104C00012K',3,'{}');
CREATE TABLE uplink (name TEXT PRIMARY KEY, progress TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO uplink VALUES('broker','{"live":2,"gaps":[]}');
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter VALUES('sequence',9);
