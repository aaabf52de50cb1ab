package dev.headcount.site;

class StackWalkerWalkTest extends CallPathWalkContract {

    @Override
    CallPathWalk walk(int depth) {
        return new StackWalkerWalk(depth);
    }
}
