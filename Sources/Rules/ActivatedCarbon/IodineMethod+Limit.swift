import Facilities

extension IodineMethod {
    /// Whether values of a method compare with the limit of GB/T 7702.7; a value without a method counts as one by it.
    static func isOfLimit(_ method: IodineMethod?) -> Bool {
        guard let method else { return true }
        return method == .gb7702 || method == .gb7702Of2008
    }
}
