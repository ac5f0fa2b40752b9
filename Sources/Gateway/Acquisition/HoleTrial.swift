import DeviceProfiles

/// Finds out whether a device does not answer a block because of the registers in it that belong to no point.
///
/// A single lost answer proves nothing. The block is requested again, then its parts, one in each turn, and after an answer
/// to a part the whole block once more. Only if that fails too are the unused registers the cause. Each step is an ordinary
/// turn, so that a device that is offline takes no more time than otherwise.
struct HoleTrial: Hashable {
    enum Step: Hashable {
        /// The whole block is requested, after its first failure or after an answer to a part.
        case again, confirm
        case part(Int)
    }

    enum Outcome: Equatable {
        case goesOn(HoleTrial)
        /// The device answers the block as a whole.
        case bridges
        case hasHoles
        /// The result is unknown: the device may only be offline.
        case unknown
    }

    let block: ReadBlock
    private(set) var step = Step.again

    private static let mostParts = 3

    /// Begins a trial.
    ///
    /// - Parameter block: a block with unused registers whose request failed.
    init(_ block: ReadBlock) { self.block = block }

    /// The registers to request in the next turn.
    var request: ReadBlock {
        if case .part(let index) = step { parts[index] } else { block }
    }

    var isOfPart: Bool { request != block }

    func answered() -> Outcome {
        isOfPart ? .goesOn(with(.confirm)) : .bridges
    }

    /// Continues after a failure.
    ///
    /// - Parameter mayBeOfHoles: whether the unused registers can have caused the failure.
    func failed(mayBeOfHoles: Bool) -> Outcome {
        guard mayBeOfHoles else { return .unknown }
        switch step {
        case .again: return .goesOn(with(.part(0)))
        case .part(let index) where index + 1 < parts.count: return .goesOn(with(.part(index + 1)))
        case .part: return .unknown
        case .confirm: return .hasHoles
        }
    }

    private var parts: ArraySlice<ReadBlock> { block.withoutHoles.prefix(Self.mostParts) }

    private func with(_ step: Step) -> HoleTrial {
        var trial = self
        trial.step = step
        return trial
    }
}
