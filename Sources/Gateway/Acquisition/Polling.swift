import ServiceLifecycle

/// The pollers of all buses, which end together. They share one watch for the end, because each one would take some
/// kilobytes for every bus.
struct Polling: Service {
    let pollers: [Poller]

    func run() async {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                for poller in pollers { group.addTask { await poller.run() } }
            }
        }
    }
}
