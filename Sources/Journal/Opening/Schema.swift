import Facilities
import GRDB

/// The schema of the file and its migrations. The table `sample` has no index but its key: a second one would multiply the bytes that are
/// written to the disk (by 25, measured).
enum Schema {
    /// The size of a database page of a new file, in bytes; an existing file keeps its own. A commit of a few samples writes whole pages, so
    /// that small pages are cheaper.
    private static let pageBytes = 1024

    /// All migrations, in order.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(
                sql: """
                    CREATE TABLE series (
                        id INTEGER PRIMARY KEY, facility TEXT NOT NULL, device TEXT NOT NULL, columns TEXT NOT NULL
                    );
                    CREATE TABLE sample (
                        sequence INTEGER PRIMARY KEY, series INTEGER NOT NULL, time INTEGER NOT NULL, data BLOB NOT NULL
                    );
                    CREATE TABLE entry (
                        sequence INTEGER PRIMARY KEY, facility TEXT NOT NULL, time INTEGER NOT NULL, body TEXT NOT NULL
                    );
                    CREATE INDEX entry_of_facility ON entry (facility, sequence);
                    CREATE TABLE rule_state (
                        facility TEXT PRIMARY KEY, sequence INTEGER NOT NULL, state TEXT NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TABLE uplink (name TEXT PRIMARY KEY, progress TEXT NOT NULL) WITHOUT ROWID;
                    CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration(Ledger.migration, migrate: Ledger.migrate)
        migrator.registerMigration(Aggregates.migration, migrate: Aggregates.migrate)
        // 0.1.0 named a device `novus-np785@line-1/3`: another profile made it another device.
        migrator.registerMigration("4") { db in
            try db.execute(
                sql: "UPDATE series SET device = substr(device, instr(device, '@') + 1) WHERE instr(device, '@') > 0")
        }
        migrator.registerMigration(Delivered.migration, migrate: Delivered.migrate)
        migrator.registerMigration(Losses.migration, migrate: Losses.migrate)
        migrator.registerMigration(Sequences.migration, migrate: Sequences.migrate)
        migrator.registerMigration(Operators.migration, migrate: Operators.migrate)
        migrator.registerMigration(Answers.migration, migrate: Answers.migrate)
        migrator.registerMigration(Rechained.migration, migrate: Rechained.migrate)
        migrator.registerMigration(Seals.migration, migrate: Seals.migrate)
        migrator.registerMigration(Answers.migrationOfOrder, migrate: Answers.migrateOrder)
        migrator.registerMigration(Uplinks.migration, migrate: Uplinks.migrate)
        migrator.registerMigration(Folds.migration, migrate: Folds.migrate)
        return migrator
    }

    /// The configuration of a connection that only reads.
    static var readingConfiguration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return configuration
    }

    /// The configuration of the connections of an open journal.
    static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        // One of the readers may check the whole file, for seconds.
        configuration.maximumReaderCount = 3
        // A commit that waits for the lock of another program is tried again, and a gateway that ends must not wait long.
        configuration.busyMode = .timeout(1)
        configuration.label = "journal"
        configuration.prepareDatabase { db in
            // SQLite's automatic checkpoint does not report a failed sync.
            try db.execute(
                sql: """
                    PRAGMA page_size = \(pageBytes); PRAGMA cache_size = -1024; PRAGMA journal_size_limit = \(Syncs.logBytes);
                    PRAGMA wal_autocheckpoint = 0
                    """)
        }
        return configuration
    }
}
