using Harness.Cli;

return await HarnessProgram.RunAsync(args).ConfigureAwait(false);
