CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1');
INSERT INTO grdb_migrations VALUES('ledger');
INSERT INTO grdb_migrations VALUES('aggregates');
INSERT INTO grdb_migrations VALUES('4');
INSERT INTO grdb_migrations VALUES('delivered');
CREATE TABLE series (
    id INTEGER PRIMARY KEY, facility TEXT NOT NULL, device TEXT NOT NULL, columns TEXT NOT NULL
);
INSERT INTO series VALUES(1,'NJ320104C00012K','b/1','[{"quantity":"pm10","unit":"µg\/m3"},{"quantity":"pm25","unit":"µg\/m3"}]');
CREATE TABLE sample (
    sequence INTEGER PRIMARY KEY, series INTEGER NOT NULL, time INTEGER NOT NULL, data BLOB NOT NULL
);
CREATE TABLE entry (
    sequence INTEGER PRIMARY KEY, facility TEXT NOT NULL, time INTEGER NOT NULL, body TEXT NOT NULL
, hash BLOB);
INSERT INTO entry VALUES(2,'NJ320104C00012K',1795399200000,'{"event":"record","record":{"at":"2026-11-23T02:00:00Z","body":{"kind":"cleaning","parts":{"private":"f6f6be5a3b01e4c803ef89a715c02a35e1f964cf6fee79509a6db35dd9615ef5"}},"by":{"private":"31e60938b18eb2b33b1ec6e2cd0fb573b34532023579e677b6039ae704bc8704"}}}',X'24d2dc0d966c042e45ac78cb78283883dbf114c41fa34a0c00afda5a9008db7a');
INSERT INTO entry VALUES(3,'NJ320104C00012K',1795399200000,'{"event":"record","record":{"at":"2026-11-23T02:00:00Z","body":{"kind":"cleaning","parts":{"private":"55e4e9f360f9d7df1a0837e45ccaa0ecd5356c945eba7e3bd96dac9cf36a022b"}},"by":{"private":"a384e11c535ae2d7ed3b28a40b7a60581c463919e84b0c0c47e37d019d480b87"}}}',X'c9912b895fe1daf1c292b8842e203fc94213e93b7553d2cc52c78edb651c993d');
CREATE INDEX entry_of_facility ON entry (facility, sequence);
CREATE TABLE rule_state (
    facility TEXT PRIMARY KEY, sequence INTEGER NOT NULL, state TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO rule_state VALUES('NJ320104C00012K',3,'{}');
CREATE TABLE uplink (name TEXT PRIMARY KEY, progress TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO uplink VALUES('broker','{"live":2,"gaps":[]}');
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter VALUES('entries',2);
INSERT INTO counter VALUES('sequence',9);
CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
INSERT INTO series VALUES(2,'NJ320104C00012K','b/1','[{"quantity":"pm10","unit":"µg\/m3"}]');
CREATE TABLE aggregate (
    sequence INTEGER PRIMARY KEY, series INTEGER NOT NULL, interval TEXT NOT NULL,
    start INTEGER NOT NULL, data BLOB NOT NULL
);
INSERT INTO aggregate VALUES(4,2,'1min',1795399200000,X'01010000000100000000000000394000000000000039400000000000003940');
CREATE TABLE aggregate_mark (id INTEGER PRIMARY KEY, mark TEXT NOT NULL);
INSERT INTO aggregate_mark VALUES(1,'{"position":1,"sequence":4,"before":"2026-11-23T02:00:00Z"}');
CREATE INDEX aggregate_of_series ON aggregate (series, interval, start);
CREATE TABLE delivered (
    uplink TEXT NOT NULL, facility TEXT NOT NULL, day INTEGER NOT NULL, device TEXT NOT NULL,
    samples INTEGER NOT NULL, PRIMARY KEY (uplink, facility, day, device)
) WITHOUT ROWID;
INSERT INTO delivered VALUES('broker','NJ320104C00012K',20780,'b/1',1);
CREATE TABLE loss (
    id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, count INTEGER,
    reason TEXT NOT NULL
);
INSERT INTO loss VALUES(1,5,8,2,'full');
INSERT INTO grdb_migrations VALUES('losses');
CREATE TRIGGER sample_has_a_sequence_of_its_own BEFORE INSERT ON sample
WHEN NEW.sequence < 1 OR EXISTS (SELECT 1 FROM entry WHERE sequence = NEW.sequence) OR EXISTS (SELECT 1 FROM aggregate WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the sequence is given already, or is below 1'); END;
CREATE TRIGGER entry_has_a_sequence_of_its_own BEFORE INSERT ON entry
WHEN NEW.sequence < 1 OR EXISTS (SELECT 1 FROM sample WHERE sequence = NEW.sequence) OR EXISTS (SELECT 1 FROM aggregate WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the sequence is given already, or is below 1'); END;
CREATE TRIGGER aggregate_has_a_sequence_of_its_own BEFORE INSERT ON aggregate
WHEN NEW.sequence < 1 OR EXISTS (SELECT 1 FROM sample WHERE sequence = NEW.sequence) OR EXISTS (SELECT 1 FROM entry WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the sequence is given already, or is below 1'); END;
INSERT INTO grdb_migrations VALUES('sequences');
CREATE TABLE operator (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, facilities TEXT NOT NULL, since INTEGER NOT NULL,
    salt BLOB NOT NULL, hash BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO operator VALUES('刘大姐','operator','["NJ320104C00012K"]',1795399200000,X'536f6469756d43686c6f726964650000',X'7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2');
INSERT INTO grdb_migrations VALUES('operators');
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
INSERT INTO secret VALUES('key',X'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
CREATE TABLE answer (
    id TEXT PRIMARY KEY, time INTEGER NOT NULL, digest TEXT NOT NULL, isKept INTEGER NOT NULL,
    outcome TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX answer_by_time ON answer (isKept, time);
INSERT INTO answer VALUES('7f3c',1795399200000,'00112233445566778899aabbccddeeff',1,'{"kept":[3]}');
INSERT INTO grdb_migrations VALUES('answers');
CREATE TABLE private (
    sequence INTEGER NOT NULL, field TEXT NOT NULL, salt BLOB NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (sequence, field)
) WITHOUT ROWID;
INSERT INTO private VALUES(2,'record.body.parts',X'20ac1e0d9cb577fd8169de8c7770fee3','电极');
INSERT INTO private VALUES(2,'record.by',X'8ce58fd03e4b622e0e6f44f8cab82e60','王');
INSERT INTO private VALUES(3,'record.body.parts',X'b100a8f2a9a948d8032538a8f27c7e74','电极');
INSERT INTO private VALUES(3,'record.by',X'aab0fe394cd74841fa77b764877f68df','王');
CREATE TABLE rechaining (entries INTEGER NOT NULL, hash BLOB NOT NULL);
INSERT INTO rechaining VALUES(2,X'fd94280da3eb583c8f31ed31a12e63c878d96489776626b83d5bdd60024d1a15');
INSERT INTO grdb_migrations VALUES('personal');
CREATE TABLE seal (
    entry INTEGER NOT NULL, series INTEGER NOT NULL, count INTEGER NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY (entry, series)
) WITHOUT ROWID;
CREATE TRIGGER seal_is_not_changed BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'a seal is not changed'); END;
INSERT INTO counter VALUES('accounted',9);
INSERT INTO grdb_migrations VALUES('seals');
ALTER TABLE answer ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE answer SET number = 1;
CREATE INDEX answer_by_number ON answer (isKept, number);
INSERT INTO grdb_migrations VALUES('answersInOrder');
CREATE TABLE quarantine (
    uplink TEXT NOT NULL, sequence INTEGER NOT NULL, facility TEXT NOT NULL, kind TEXT NOT NULL,
    size INTEGER NOT NULL, reason TEXT NOT NULL, time INTEGER NOT NULL,
    PRIMARY KEY (uplink, sequence)
) WITHOUT ROWID;
CREATE TABLE retained (
    uplink TEXT NOT NULL, topic TEXT NOT NULL, PRIMARY KEY (uplink, topic)
) WITHOUT ROWID;
INSERT INTO grdb_migrations VALUES('uplinks');
CREATE TABLE fold (
    first INTEGER PRIMARY KEY, last INTEGER NOT NULL, count INTEGER NOT NULL,
    earliest INTEGER NOT NULL, latest INTEGER NOT NULL
) STRICT;
CREATE TABLE block (
    first INTEGER PRIMARY KEY, last INTEGER NOT NULL, series INTEGER NOT NULL, count INTEGER NOT NULL,
    earliest INTEGER NOT NULL, latest INTEGER NOT NULL, data BLOB NOT NULL
) STRICT;
CREATE TRIGGER fold_is_behind_all_others BEFORE INSERT ON fold
WHEN NEW.first <= (SELECT last FROM fold ORDER BY first DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'a later range is folded already'); END;
CREATE TRIGGER fold_is_not_changed BEFORE UPDATE ON fold
BEGIN SELECT RAISE(ABORT, 'a fold is not changed'); END;
CREATE TRIGGER block_is_not_changed BEFORE UPDATE ON block
BEGIN SELECT RAISE(ABORT, 'a block is not changed'); END;
CREATE TRIGGER sample_is_behind_all_folds BEFORE INSERT ON sample
WHEN NEW.sequence <= (SELECT last FROM fold ORDER BY first DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the sequence is in a range that is folded'); END;
INSERT INTO fold VALUES(1,1,1,1795399201000,1795399201000);
INSERT INTO block VALUES(1,1,1,1,1795399201000,1795399201000,X'0101010201d0c38de2c0680001000000000132014000');
INSERT INTO grdb_migrations VALUES('folds');
