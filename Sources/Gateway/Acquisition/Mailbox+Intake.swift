import Modbus

extension Mailbox<Arrival> {
    /// Creates the way from the pollers of a loop to the intake.
    ///
    /// - Parameter loop: the loop of the pollers; a new one by default.
    convenience init(to intake: Intake, of loop: BusLoop = BusLoop()) {
        self.init(of: loop) { await intake.take(stampedByUptime: $0) }
    }
}
