import DeviceProfiles

/// Finds out whether a device answers nothing to a block because of the registers in it that belong to no point.
///
/// One lost answer says nothing: the block is asked for again, then its parts, one a turn, and when a part is answered the
/// whole once more. Only if that fails too are the holes the cause. Each step is a turn like any other, so that a dead
/// device costs the line no more than its probes.
struct HoleTrial: Hashable {
    enum Step: Hashable {
        /// The block failed once, or a part of it was answered: it is asked for as a whole.
        case again, confirm
        case part(Int)
    }

    enum Outcome: Equatable {
        case goesOn(HoleTrial)
        /// The device answers the block as a whole.
        case bridges
        case hasHoles
        /// It may only be dead.
        case unknown
    }

    let block: ReadBlock
    private(set) var step = Step.again

    private static let mostParts = 3

    /// - Parameter block: it has holes, and was asked for and failed.
    init(_ block: ReadBlock) { self.block = block }

    /// What to ask for in the next turn.
    var request: ReadBlock {
        if case .part(let index) = step { parts[index] } else { block }
    }

    var isOfPart: Bool { request != block }

    func answered() -> Outcome {
        isOfPart ? .goesOn(with(.confirm)) : .bridges
    }

    /// - Parameter mayBeOfHoles: whether the failure can have been caused by them.
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
