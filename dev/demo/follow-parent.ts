// Loaded before each process of the demo: when the demo is gone (even by kill -9), so is the channel to it, and
// the process ends as if it had been asked to.
process.channel?.unref(); // the channel alone should not keep a finished process alive

process.once("disconnect", () => {
  setTimeout(() => process.exit(1), 5000).unref();
  process.kill(process.pid, "SIGTERM");
});
