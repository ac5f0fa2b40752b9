import Gateway

extension Machine {
    /// A machine on which everything is as a configuration wants it, but for what a test says. Nobody is asked over a network.
    static func made(
        folder: Machine.Folder = .writable, disk: Int64? = 100 << 30, ports: [String: Machine.Port] = [:],
        unresolved: Set<String> = [], listening: Machine.Listening = .possible, runs: Bool = false,
        journal: Machine.JournalFile = .usable, denied: Set<String> = [], unit: [String]? = nil
    ) -> Machine {
        var machine = Machine(
            user: "mashang", caller: "root", unit: unit.map { UnitFolders($0) }, folder: { _ in folder },
            access: { path, _ in denied.contains(path) ? .denied(at: path) : .granted }, journal: { _ in journal },
            disk: { _ in disk }, port: { ports[$0] ?? .free }, unresolved: { $0.intersection(unresolved) },
            listening: { _, _ in listening }, runs: { _ in runs })
        machine.asksNameServers = false
        return machine
    }
}
