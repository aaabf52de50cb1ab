package dev.headcount.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;

/**
 * Makes the JDK load what its HTTP server needs, on a second processor, while the first defines our module: 25 ms of the
 * start. It binds nothing that stays, and that it fails is no matter.
 */
final class WarmUp implements Runnable {

    private static final String SERVER = "sun.net.httpserver.ServerImpl";

    static void start() {
        Thread thread = new Thread(new WarmUp(), "headcount-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try (Selector selector = Selector.open();
                ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Class.forName(SERVER, true, ClassLoader.getPlatformClassLoader());
            selector.selectNow();
        } catch (IOException | ClassNotFoundException | LinkageError e) {
            // No network, or no such module: the endpoints will say so.
        }
    }
}
