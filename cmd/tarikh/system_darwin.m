// The events of the Finder that ask to open documents. The handler takes the
// place of AppKit's own, which is set before this notification.

#import <AppKit/AppKit.h>
#include "_cgo_export.h"

@interface TarikhOpener : NSObject
@end

@implementation TarikhOpener

- (void)launching:(NSNotification *)notification {
	[[NSAppleEventManager sharedAppleEventManager] setEventHandler:self
	                                                   andSelector:@selector(open:reply:)
	                                                 forEventClass:kCoreEventClass
	                                                    andEventID:kAEOpenDocuments];
}

- (void)open:(NSAppleEventDescriptor *)event reply:(NSAppleEventDescriptor *)reply {
	NSAppleEventDescriptor *files = [event paramDescriptorForKeyword:keyDirectObject];
	for (NSInteger i = 1; i <= [files numberOfItems]; i++) {
		NSURL *url = [[files descriptorAtIndex:i] fileURLValue];
		if (url != nil) {
			openedByFinder((char *)[url fileSystemRepresentation]);
		}
	}
}

@end

void watchOpenings(void) {
	static TarikhOpener *opener = nil;
	if (opener == nil) {
		opener = [[TarikhOpener alloc] init];
		[[NSNotificationCenter defaultCenter] addObserver:opener
		                                         selector:@selector(launching:)
		                                             name:NSApplicationWillFinishLaunchingNotification
		                                           object:nil];
	}
}
