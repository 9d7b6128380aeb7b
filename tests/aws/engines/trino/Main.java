/** Starts Trino's server: the artifact that would do so is not published for this version. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        new io.trino.server.Server().start(arguments[0]);
    }
}
