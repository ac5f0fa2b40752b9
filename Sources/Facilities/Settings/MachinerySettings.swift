/// What the rules for a non-road machine must know.
public struct MachinerySettings: Hashable, Sendable {
    /// Limit class of GB 36886-2018.
    public enum LimitClass: String, Codable, Hashable, Sendable, CaseIterable {
        case one = "I"
        case two = "II"
        case three = "III"
    }

    public var limitClass: LimitClass
    /// Rated power of the engine, kW.
    public var power: Double
    public var lastTest: Day?
    /// 环保登记号码; nil while the machine has none.
    public var registration: String?
    /// 环保信息公开编号: 24 characters, where the machine has one.
    public var disclosure: String?
    /// When the machine was bought or came into the city.
    public var acquired: Day?
    /// What only the page shows.
    public var card = MachineCard()

    public init(
        limitClass: LimitClass, power: Double, lastTest: Day? = nil, registration: String? = nil,
        disclosure: String? = nil, acquired: Day? = nil
    ) {
        self.limitClass = limitClass
        self.power = power
        self.lastTest = lastTest
        self.registration = registration
        self.disclosure = disclosure
        self.acquired = acquired
    }
}
