public import Facilities

extension Journal {
    public var losses: [Loss] { [] }
    public func noteUnkept(_ loss: Loss) {}
}
